package io.dertwin.runtime.registers;

import io.dertwin.runtime.registers.RegisterMapReader.Entry;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds registers that get in each other's way: two of a name, or two at one address. Only one that is read and one that
 * is written may share addresses, and then all of them: a setpoint and its read-back.
 */
final class Overlaps {

    private final List<Entry> entries;
    private final Map<Direction, Side> sides = new EnumMap<>(Direction.class);

    /** The registers that are read, or those that are written. */
    private static final class Side {
        private final Map<String, Register> named = new HashMap<>();
        private final Map<Table, Register[]> taken = new EnumMap<>(Table.class);

        Register[] addresses(Table table) {
            return taken.computeIfAbsent(table, one -> new Register[RegisterLayout.ADDRESSES]);
        }
    }

    Overlaps(List<Entry> entries) {
        this.entries = entries;
        for (Direction direction : Direction.values()) {
            sides.put(direction, new Side());
        }
    }

    void reject() {
        for (Entry entry : entries) {
            rejectSecondOfName(entry);
            rejectSecondAtAddress(entry);
        }
        for (Entry entry : entries) {
            if (entry.register().direction() == Direction.WRITE) {
                rejectPartlyShared(entry);
            }
        }
    }

    private void rejectSecondOfName(Entry entry) {
        Register register = entry.register();
        Register first = sides.get(register.direction()).named.putIfAbsent(register.name(), register);
        if (first != null) {
            entry.settings().reject("name", "is there twice; the first is on line " + first.line());
        }
    }

    private void rejectSecondAtAddress(Entry entry) {
        Register register = entry.register();
        Register[] space = sides.get(register.direction()).addresses(register.table());
        Register other = null;
        for (int address = register.address(); address < register.end(); address++) {
            if (space[address] == null) {
                space[address] = register;
            } else if (other == null) {
                other = space[address];
            }
        }
        if (other != null) {
            entry.settings().reject("address", "overlaps " + describe(other));
        }
    }

    private void rejectPartlyShared(Entry entry) {
        Register written = entry.register();
        Register[] readable = sides.get(Direction.READ).addresses(written.table());
        for (int address = written.address(); address < written.end(); address++) {
            Register read = readable[address];
            if (read != null && !isReadBack(read, written)) {
                entry.settings()
                        .reject(
                                "address",
                                "overlaps " + describe(read) + "; one that is read and one that is written may share"
                                        + " their addresses only if they share all of them, and type and scale, too");
                return;
            }
        }
    }

    private static boolean isReadBack(Register read, Register written) {
        return read.address() == written.address()
                && read.count() == written.count()
                && read.encoding().sameWords(written.encoding());
    }

    private static String describe(Register register) {
        String addresses = register.count() == 1
                ? "address " + register.address()
                : "addresses " + register.address() + " to " + (register.end() - 1);
        return "'" + register.name() + "' on line " + register.line() + " (" + addresses + ")";
    }
}
