package io.dertwin.runtime.registers;

import io.dertwin.runtime.engine.CommandRefusedException;
import io.dertwin.runtime.engine.CommandWrite;
import io.dertwin.runtime.engine.Frames;
import io.dertwin.runtime.engine.PlantDevice;
import io.dertwin.runtime.engine.WriteTerm;
import io.dertwin.runtime.registers.RegisterAccessException.Reason;
import io.dertwin.runtime.registers.RegisterLayout.Slot;
import io.dertwin.runtime.registers.RegisterLayout.Source;
import io.dertwin.runtime.state.State;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registers of a running device: its points and commands at the addresses of a register map. One request at a time is
 * in here, so that a block that is written is never seen in halves.
 */
public final class DeviceRegisters implements RegisterBank {

    private static final double[] NOT_READ = new double[0];

    private final RegisterLayout layout;
    private final PlantDevice device;
    private final Frames frames;
    private final boolean rejectUnmapped;
    private final Logger log;
    private final PlainStorage storage = new PlainStorage();

    /** What the request under way has read of the device. */
    private double[] points = NOT_READ;

    private double[] commands = NOT_READ;
    private boolean pointsAreRead;
    private boolean commandsAreRead;

    /** By the number of the register, whether its overflow has been reported; made by the first that is. */
    private boolean[] overflown = new boolean[0];

    /** With {@code rejectUnmapped} an address outside the map is refused; else it reads 0, or what was written to it. */
    public DeviceRegisters(RegisterLayout layout, PlantDevice device, Frames frames, boolean rejectUnmapped) {
        this(layout, device, frames, rejectUnmapped, LoggerFactory.getLogger(DeviceRegisters.class));
    }

    DeviceRegisters(RegisterLayout layout, PlantDevice device, Frames frames, boolean rejectUnmapped, Logger log) {
        this.layout = layout;
        this.device = device;
        this.frames = frames;
        this.rejectUnmapped = rejectUnmapped;
        this.log = log;
    }

    @Override
    public RegisterMap map() {
        return layout.map();
    }

    @Override
    public List<Register> registers(Table table, int address, int count, Direction direction) {
        return layout.touched(table, address, count, direction);
    }

    @Override
    public synchronized void read(Table table, int address, int count, int[] into) throws RegisterAccessException {
        refusePastTheEnd(table, address, count);
        pointsAreRead = false;
        commandsAreRead = false;
        int done = 0;
        while (done < count) {
            Slot slot = layout.toRead(table, address + done);
            if (slot == null) {
                into[done] = unmapped(table, address + done);
                done++;
            } else {
                done += readRegister(slot, address + done, count - done, into, done);
            }
        }
    }

    /** Reads of a register what the request still wants, from an address on; returns how many addresses that are. */
    private int readRegister(Slot slot, int address, int wanted, int[] into, int offset) {
        Register register = slot.register();
        int skipped = address - register.address();
        int read = Math.min(wanted, register.count() - skipped);
        if (read == register.count()) {
            show(slot, into, offset);
        } else {
            int[] whole = new int[register.count()];
            show(slot, whole, 0);
            System.arraycopy(whole, skipped, into, offset, read);
        }
        return read;
    }

    private void show(Slot slot, int[] into, int offset) {
        switch (slot.source()) {
            case POINT -> encode(slot, point(slot.index()), into, offset);
            case COMMAND -> encode(slot, command(slot.index()), into, offset);
            case STORAGE -> {
                Register register = slot.register();
                for (int i = 0; i < register.count(); i++) {
                    into[offset + i] = storage.get(register.table(), register.address() + i, slot.initial()[i]);
                }
            }
        }
    }

    /** A point's value in the latest frame; the first that a request asks for decides which frame that is. */
    private double point(int index) {
        if (!pointsAreRead) {
            if (points == NOT_READ) {
                points = new double[device.type().points().size()];
            }
            frames.read(device.frameOffset(), points.length, points);
            pointsAreRead = true;
        }
        return points[index];
    }

    private double command(int index) {
        if (!commandsAreRead) {
            if (commands == NOT_READ) {
                commands = new double[device.type().commands().size()];
            }
            device.commands().written(commands);
            commandsAreRead = true;
        }
        return commands[index];
    }

    private void encode(Slot slot, double value, int[] into, int offset) {
        Codec.encode(slot.register(), value, into, offset);
        if (Codec.overflows(slot.register(), value)) {
            reportOverflow(slot, value, Codec.decode(slot.register(), into, offset));
        }
    }

    private void reportOverflow(Slot slot, double value, double shown) {
        if (overflown.length == 0) {
            overflown = new boolean[layout.map().registers().size()];
        }
        if (!overflown[slot.number()]) {
            overflown[slot.number()] = true;
            Register register = slot.register();
            log.warn(
                    "{}: {} is {} {}, which does not fit its register at {} ({} in steps of {}); it reads {} (said once)",
                    device.id(),
                    register.name(),
                    value,
                    register.unit(),
                    register.address(),
                    register.encoding().type().text(),
                    register.encoding().scale(),
                    shown);
        }
    }

    private int unmapped(Table table, int address) throws RegisterAccessException {
        if (rejectUnmapped) {
            throw new RegisterAccessException(Reason.ADDRESS, device.id() + " has no " + table.text() + " " + address);
        }
        return storage.get(table, address, 0);
    }

    private void refusePastTheEnd(Table table, int address, int count) throws RegisterAccessException {
        if (address + count > RegisterLayout.ADDRESSES) {
            throw new RegisterAccessException(
                    Reason.ADDRESS, device.id() + ": there is no " + table.text() + " " + RegisterLayout.ADDRESSES);
        }
    }

    @Override
    public synchronized Optional<CommandWrite> write(Table table, int address, int count, int[] words, WriteTerm term)
            throws RegisterAccessException {
        refusePastTheEnd(table, address, count);
        commandsAreRead = false;
        PendingChanges changes = new PendingChanges(count);
        int done = 0;
        while (done < count) {
            Slot slot = layout.toWrite(table, address + done);
            if (slot == null) {
                refuseUnwritable(table, address + done);
                changes.keep(table, address + done, words[done]);
                done++;
            } else {
                done += writeRegister(slot, address + done, count - done, words, done, changes);
            }
        }
        try {
            Optional<CommandWrite> write = changes.command(device.commands(), term);
            if (!term.equals(WriteTerm.NEVER)) {
                changes.store(storage);
            }
            return write;
        } catch (CommandRefusedException e) {
            throw new RegisterAccessException(e.isForNow() ? Reason.BUSY : Reason.VALUE, e.getMessage());
        }
    }

    private void refuseUnwritable(Table table, int address) throws RegisterAccessException {
        Slot readable = layout.toRead(table, address);
        if (readable != null) {
            throw new RegisterAccessException(
                    Reason.ADDRESS,
                    device.id() + ": " + table.text() + " " + address + " ("
                            + readable.register().name() + ") can only be read");
        }
        unmapped(table, address);
    }

    /** Takes what the request has for a register, from an address on; what it leaves out of it stays as it is. */
    private int writeRegister(Slot slot, int address, int given, int[] words, int offset, PendingChanges changes)
            throws RegisterAccessException {
        Register register = slot.register();
        int skipped = address - register.address();
        int written = Math.min(given, register.count() - skipped);
        int[] whole = new int[register.count()];
        if (written < register.count()) {
            show(slot, whole, 0);
        }
        System.arraycopy(words, offset, whole, skipped, written);
        refuseOption(register, whole);
        if (slot.source() == Source.COMMAND) {
            changes.command(slot.index(), Codec.decode(register, whole, 0));
        } else {
            for (int i = 0; i < written; i++) {
                changes.keep(register.table(), address + i, words[offset + i]);
            }
        }
        return written;
    }

    private void refuseOption(Register register, int[] words) throws RegisterAccessException {
        Optional<String> demand = Options.demand(register, words);
        if (demand.isPresent()) {
            throw new RegisterAccessException(Reason.VALUE, device.id() + ": " + register.name() + " " + demand.get());
        }
    }

    /** What was written to plain storage and outside the map; for snapshots. */
    public synchronized void exchange(State state) {
        storage.exchange(state);
    }
}
