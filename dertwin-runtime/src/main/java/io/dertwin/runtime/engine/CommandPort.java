package io.dertwin.runtime.engine;

import io.dertwin.runtime.device.CommandPoint;
import io.dertwin.runtime.device.Device;
import io.dertwin.runtime.state.State;
import java.util.Optional;

/**
 * Where everybody writes a device's commands. Knows at once what has been written, so that it can be read back before the
 * tick that acts on it. Safe for use by any thread.
 */
public final class CommandPort {

    private final String deviceId;
    private final Device device;
    private final CommandQueue queue;

    private double[] written;

    CommandPort(String deviceId, Device device, CommandQueue queue) {
        this.deviceId = deviceId;
        this.device = device;
        this.queue = queue;
        this.written = device.initialCommands();
    }

    /**
     * Writes commands as one: all of them take effect in the next tick, or none if the device refuses any.
     *
     * @param commands indexes in the type's list of commands
     */
    public synchronized CommandWrite write(int[] commands, double[] values) throws CommandRefusedException {
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
        written = proposed;
        CommandWrite write = new CommandWrite(this, commands.clone(), values.clone());
        queue.add(write);
        return write;
    }

    /** What was written last, or what is in force if nothing was. */
    public synchronized double written(int command) {
        return written[command];
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

    Device device() {
        return device;
    }

    synchronized void exchange(State state) {
        written = state.numbers("written", written);
    }
}
