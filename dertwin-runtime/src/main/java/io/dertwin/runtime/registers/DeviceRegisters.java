package io.dertwin.runtime.registers;

import io.dertwin.runtime.engine.CommandRefusedException;
import io.dertwin.runtime.engine.CommandWrite;
import io.dertwin.runtime.engine.Frames;
import io.dertwin.runtime.engine.PlantDevice;
import io.dertwin.runtime.engine.WriteTerm;
import io.dertwin.runtime.registers.RegisterAccessException.Reason;
import io.dertwin.runtime.registers.RegisterLayout.Slot;
import io.dertwin.runtime.state.State;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registers of a running device: its points and commands at the addresses of a register map. */
public final class DeviceRegisters implements RegisterBank {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceRegisters.class);

    private final RegisterLayout layout;
    private final PlantDevice device;
    private final Frames frames;
    private final boolean rejectUnmapped;
    private final int pointCount;
    private final PlainStorage storage = new PlainStorage();
    private final Set<Register> overflown = ConcurrentHashMap.newKeySet();

    /** With {@code rejectUnmapped} an address outside the map is refused; else it reads 0, or what was written to it. */
    public DeviceRegisters(RegisterLayout layout, PlantDevice device, Frames frames, boolean rejectUnmapped) {
        this.layout = layout;
        this.device = device;
        this.frames = frames;
        this.rejectUnmapped = rejectUnmapped;
        this.pointCount = device.type().points().size();
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
    public void read(Table table, int address, int count, int[] into) throws RegisterAccessException {
        double[] telemetry = null;
        int done = 0;
        while (done < count) {
            Slot slot = layout.toRead(table, address + done);
            if (slot == null) {
                into[done] = unmapped(table, address + done);
                done++;
                continue;
            }
            if (telemetry == null && !slot.isPlain() && slot.register().direction() == Direction.READ) {
                telemetry = new double[pointCount];
                frames.read(device.frameOffset(), pointCount, telemetry);
            }
            done = readRegister(slot, telemetry, address, done, count, into);
        }
    }

    /** Reads what the request wants of a register; returns how many addresses have been read so far. */
    private int readRegister(Slot slot, double[] telemetry, int address, int done, int count, int[] into) {
        Register register = slot.register();
        int skipped = address + done - register.address();
        int wanted = Math.min(count - done, register.count() - skipped);
        if (wanted == register.count()) {
            show(slot, telemetry, into, done);
        } else {
            int[] whole = new int[register.count()];
            show(slot, telemetry, whole, 0);
            System.arraycopy(whole, skipped, into, done, wanted);
        }
        return done + wanted;
    }

    private void show(Slot slot, double[] telemetry, int[] into, int offset) {
        Register register = slot.register();
        if (slot.isPlain()) {
            showPlain(register, into, offset);
        } else if (register.direction() == Direction.WRITE) {
            encode(register, device.commands().written(slot.source()), into, offset);
        } else {
            encode(register, telemetry[slot.source()], into, offset);
        }
    }

    private void showPlain(Register register, int[] into, int offset) {
        if (storage.isEmpty()) {
            initial(register, into, offset);
            return;
        }
        int[] initial = new int[register.count()];
        initial(register, initial, 0);
        for (int i = 0; i < register.count(); i++) {
            into[offset + i] = storage.get(register.table(), register.address() + i, initial[i]);
        }
    }

    private static void initial(Register register, int[] into, int offset) {
        Object constant = register.constant().orElse(0L);
        if (constant instanceof String text) {
            Codec.encodeText(register.encoding(), text, register.count(), into, offset);
        } else if (register.table().isBits()) {
            showBits(register, ((Number) constant).doubleValue(), into, offset);
        } else if (constant instanceof Long whole && register.encoding().scale() == 1 && !isFloat(register)) {
            Codec.encodeRaw(register.encoding(), whole, register.count(), into, offset);
        } else {
            Codec.encode(register.encoding(), ((Number) constant).doubleValue(), register.count(), into, offset);
        }
    }

    private void encode(Register register, double value, int[] into, int offset) {
        if (register.table().isBits()) {
            showBits(register, value, into, offset);
            return;
        }
        if (Codec.overflows(register.encoding(), value)) {
            reportOverflow(register, value);
        }
        Codec.encode(register.encoding(), value, register.count(), into, offset);
    }

    /** One address is set by anything but 0; several are the bits of a number, the lowest first. */
    private static void showBits(Register register, double value, int[] into, int offset) {
        if (register.count() == 1) {
            into[offset] = value != 0 && !Double.isNaN(value) ? 1 : 0;
            return;
        }
        for (int i = 0; i < register.count(); i++) {
            into[offset + i] = (int) ((long) value >> i & 1);
        }
    }

    private void reportOverflow(Register register, double value) {
        if (overflown.add(register)) {
            LOG.warn(
                    "{}: {} {} does not fit register {} ({}, scale {}) and {}; said once",
                    device.id(),
                    value,
                    register.unit(),
                    register.name(),
                    register.encoding().type(),
                    register.encoding().scale(),
                    register.encoding().overflow() == Encoding.Overflow.WRAP ? "wraps" : "saturates");
        }
    }

    private int unmapped(Table table, int address) throws RegisterAccessException {
        if (rejectUnmapped) {
            throw new RegisterAccessException(
                    Reason.ADDRESS, device.id() + " has no " + describe(table) + " " + address);
        }
        return storage.get(table, address, 0);
    }

    @Override
    public synchronized Optional<CommandWrite> write(Table table, int address, int count, int[] words, WriteTerm term)
            throws RegisterAccessException {
        Changes changes = new Changes();
        int done = 0;
        while (done < count) {
            Slot slot = layout.toWrite(table, address + done);
            if (slot == null) {
                refuseUnwritable(table, address + done);
                changes.store(table, address + done, words[done]);
                done++;
            } else {
                done = writeRegister(slot, address, done, count, words, changes);
            }
        }
        Optional<CommandWrite> write = command(changes, term);
        if (!term.equals(WriteTerm.NEVER)) {
            changes.keep(storage);
        }
        return write;
    }

    private void refuseUnwritable(Table table, int address) throws RegisterAccessException {
        Slot readable = layout.toRead(table, address);
        if (readable != null) {
            throw new RegisterAccessException(
                    Reason.ADDRESS,
                    device.id() + ": " + describe(table) + " " + address + " ("
                            + readable.register().name() + ") can only be read");
        }
        unmapped(table, address);
    }

    /** Takes what the request has for a register; what it leaves out of it stays as it is. */
    private int writeRegister(Slot slot, int address, int done, int count, int[] words, Changes changes)
            throws RegisterAccessException {
        Register register = slot.register();
        int skipped = address + done - register.address();
        int given = Math.min(count - done, register.count() - skipped);
        if (slot.isPlain()) {
            for (int i = 0; i < given; i++) {
                changes.store(register.table(), register.address() + skipped + i, words[done + i]);
            }
            return done + given;
        }
        int[] whole = new int[register.count()];
        if (given < register.count()) {
            show(slot, null, whole, 0);
        }
        System.arraycopy(words, done, whole, skipped, given);
        changes.command(slot.source(), value(register, whole));
        return done + given;
    }

    private double value(Register register, int[] words) throws RegisterAccessException {
        if (register.table().isBits()) {
            long bits = 0;
            for (int i = 0; i < register.count(); i++) {
                bits |= (long) words[i] << i;
            }
            return bits;
        }
        double value = Codec.decode(register.encoding(), register.count(), words, 0);
        if (!Double.isFinite(value)) {
            throw new RegisterAccessException(Reason.VALUE, device.id() + ": " + register.name() + " is no number");
        }
        long raw = Math.round(value / register.encoding().scale());
        if (!register.options().isEmpty() && !register.options().containsKey(raw)) {
            String options = register.options().entrySet().stream()
                    .map(option -> option.getKey() + " (" + option.getValue() + ")")
                    .collect(Collectors.joining(", "));
            throw new RegisterAccessException(
                    Reason.VALUE, device.id() + ": " + register.name() + " takes " + options + ", but not " + raw);
        }
        return value;
    }

    private Optional<CommandWrite> command(Changes changes, WriteTerm term) throws RegisterAccessException {
        if (changes.commandCount == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(device.commands()
                    .write(
                            Arrays.copyOf(changes.commands, changes.commandCount),
                            Arrays.copyOf(changes.values, changes.commandCount),
                            term));
        } catch (CommandRefusedException e) {
            throw new RegisterAccessException(Reason.VALUE, e.getMessage());
        }
    }

    /** The values that were written to plain storage and outside the map; for snapshots. */
    public void exchange(State state) {
        storage.exchange(state);
    }

    private static boolean isFloat(Register register) {
        return register.encoding().type() == Encoding.Type.FLOAT32
                || register.encoding().type() == Encoding.Type.FLOAT64;
    }

    static String describe(Table table) {
        return table.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** What a write would change, until it is clear that nothing of it is refused. */
    private static final class Changes {

        private int[] commands = new int[4];
        private double[] values = new double[4];
        private int commandCount;
        private final Map<Integer, Integer> stored = new LinkedHashMap<>();

        void command(int command, double value) {
            if (commandCount == commands.length) {
                commands = Arrays.copyOf(commands, 2 * commandCount);
                values = Arrays.copyOf(values, 2 * commandCount);
            }
            commands[commandCount] = command;
            values[commandCount++] = value;
        }

        void store(Table table, int address, int word) {
            stored.put(PlainStorage.key(table, address), word);
        }

        void keep(PlainStorage storage) {
            stored.forEach(storage::put);
        }
    }
}
