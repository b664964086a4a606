package io.dertwin.runtime.engine;

import io.dertwin.runtime.device.CommandPoint;
import io.dertwin.runtime.device.Device;
import io.dertwin.runtime.state.State;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where everybody writes a device's commands. Knows at once what has been written, so that it can be read back before the
 * tick that acts on it. Safe for use by any thread.
 */
public final class CommandPort {

    private final String deviceId;
    private final Device device;
    private final CommandQueue queue;
    private final Lapses lapses;
    private final Fallbacks fallbacks;

    private double[] written;

    CommandPort(String deviceId, Device device, CommandQueue queue, Lapses lapses) {
        this.deviceId = deviceId;
        this.device = device;
        this.queue = queue;
        this.lapses = lapses;
        this.written = device.initialCommands();
        this.fallbacks = new Fallbacks(written.length);
    }

    /**
     * Writes commands as one: all of them take effect in the next tick, or none if the device refuses any.
     *
     * @param commands indexes in the type's list of commands
     */
    public CommandWrite write(int[] commands, double[] values) throws CommandRefusedException {
        return write(commands, values, WriteTerm.AT_ONCE);
    }

    /**
     * Writes commands as one, for a term. What takes effect later is read back only then, and not at all if the device
     * would refuse it by then.
     *
     * @param commands indexes in the type's list of commands
     */
    public synchronized CommandWrite write(int[] commands, double[] values, WriteTerm term)
            throws CommandRefusedException {
        double[] proposed = proposed(commands, values);
        CommandWrite write = new CommandWrite(this, commands.clone(), values.clone());
        if (!term.isNever() && queue.isFull()) {
            throw CommandRefusedException.forNow(
                    deviceId + ": too many writes wait for their tick already; let time go on");
        }
        if (term.isLater()) {
            if (!term.isNever()) {
                queue.add(write, term.fromTick());
            }
            return write;
        }
        for (int command : commands) {
            if (term.ends()) {
                fallbacks.set(command, written[command], term.untilTick());
            } else {
                fallbacks.forget(command);
            }
        }
        written = proposed;
        queue.add(write);
        return write;
    }

    /** What would be written after this, if the device takes it. */
    private double[] proposed(int[] commands, double[] values) throws CommandRefusedException {
        double[] proposed = written.clone();
        for (int i = 0; i < commands.length; i++) {
            CommandPoint point = device.type().commands().get(commands[i]);
            if (!point.accepts().test(values[i])) {
                throw new CommandRefusedException(
                        deviceId + ": " + point.name() + " must be " + point.demand() + ", but is " + values[i]);
            }
            proposed[commands[i]] = values[i];
        }
        Optional<String> conflict = device.type().conflict(proposed);
        if (conflict.isPresent()) {
            throw new CommandRefusedException(deviceId + ": " + conflict.get());
        }
        return proposed;
    }

    /** What was written last, or what is in force if nothing was. */
    public synchronized double written(int command) {
        return written[command];
    }

    /** What was written last of every command, all of it of the same instant. */
    public void written(double[] into) {
        written(into, 0);
    }

    /** What was written last of every command, put from {@code offset} on. */
    public synchronized void written(double[] into, int offset) {
        System.arraycopy(written, 0, into, offset, written.length);
    }

    /** Called by the tick. */
    synchronized void apply(CommandWrite write, long tick) {
        for (int i = 0; i < write.commands().length; i++) {
            int command = write.commands()[i];
            device.command(command, write.values()[i]);
            if (device.type().commands().get(command).momentary()) {
                written[command] = 0;
            }
        }
        write.tookEffect(tick);
    }

    /** Called by the tick for a write that has waited for it; the others may have made it impossible. */
    synchronized void applyLate(CommandWrite write, long tick) {
        try {
            written = proposed(write.commands(), write.values());
            apply(write, tick);
        } catch (CommandRefusedException e) {
            // whoever wrote it has been answered long ago; a device that gets nonsense late ignores it
        }
    }

    /** Called by the tick: lets commands fall back whose term is over. */
    void fallBack(long tick) {
        if (fallbacks.any()) {
            takeBack(tick);
        }
    }

    private synchronized void takeBack(long tick) {
        int[] due = fallbacks.take(tick);
        for (int command : due) {
            String name = device.type().commands().get(command).name();
            lapses.add(new Lapse(deviceId, name, fallbacks.value(command), tick));
        }
        applyLate(
                new CommandWrite(
                        this,
                        due,
                        Arrays.stream(due).mapToDouble(fallbacks::value).toArray()),
                tick);
    }

    Device device() {
        return device;
    }

    synchronized void exchange(State state) {
        written = state.numbers("written", written);
        fallbacks.exchange(state.section("fallbacks"));
    }
}
