package io.dertwin.runtime.registers;

import io.dertwin.runtime.registers.RegisterMapReader.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds registers that get in each other's way: two of a name, or two at one address. Only one that is read and one that
 * is written may share addresses, and then all of them: a setpoint and its read-back.
 */
final class Overlaps {

    private final List<Entry> entries;
    private final Map<Space, Register[]> taken = new HashMap<>();
    private final Map<Name, Register> named = new HashMap<>();

    /** The addresses from which, or to which, one function reads or writes. */
    private record Space(Table table, Direction direction) {}

    private record Name(Direction direction, String name) {}

    Overlaps(List<Entry> entries) {
        this.entries = entries;
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
        Register first = named.putIfAbsent(new Name(register.direction(), register.name()), register);
        if (first != null) {
            entry.settings().reject("name", "is there twice; the first is on line " + first.line());
        }
    }

    private void rejectSecondAtAddress(Entry entry) {
        Register register = entry.register();
        Register[] space = space(register.table(), register.direction());
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
        Register[] readable = space(written.table(), Direction.READ);
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

    private Register[] space(Table table, Direction direction) {
        return taken.computeIfAbsent(new Space(table, direction), space -> new Register[RegisterLayout.ADDRESSES]);
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
