package io.dertwin.runtime.journal;

import io.dertwin.runtime.registers.Direction;
import io.dertwin.runtime.registers.Register;
import io.dertwin.runtime.registers.RegisterMap;
import io.dertwin.runtime.registers.Table;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A device under the register map of one of its bindings: what the journal knows of it. */
public final class MappedDevice {

    private final String id;
    private final Registers[] readable = new Registers[Table.values().length];
    private final Registers[] writable = new Registers[Table.values().length];

    public MappedDevice(String id, RegisterMap map) {
        this.id = id;
        for (Table table : Table.values()) {
            Registers written = Registers.of(select(map, table, Direction.WRITE));
            // where a measurement and a command share an address, what was written is read back
            Stream<Register> measured = select(map, table, Direction.READ).stream()
                    .filter(register -> written.touching(register.address(), register.count())
                            .isEmpty());
            writable[table.ordinal()] = written;
            readable[table.ordinal()] = Registers.of(
                    Stream.concat(written.list().stream(), measured).toList());
        }
    }

    private static List<Register> select(RegisterMap map, Table table, Direction direction) {
        return map.registers().stream()
                .filter(register -> register.table() == table && register.direction() == direction)
                .toList();
    }

    /** The name the site gives the device. */
    public String id() {
        return id;
    }

    /** What a master finds when it reads; a register that is written is read back. */
    Registers readable(Table table) {
        return readable[table.ordinal()];
    }

    Registers writable(Table table) {
        return writable[table.ordinal()];
    }

    Registers of(Table table, Direction direction) {
        return direction == Direction.READ ? readable(table) : writable(table);
    }

    /** Registers of one table that do not overlap, in order of address. */
    record Registers(List<Register> list, int[] starts, int[] ends) {

        static Registers of(List<Register> registers) {
            List<Register> sorted = registers.stream()
                    .sorted(Comparator.comparingInt(Register::address))
                    .toList();
            return new Registers(
                    sorted,
                    sorted.stream().mapToInt(Register::address).toArray(),
                    sorted.stream().mapToInt(Register::end).toArray());
        }

        /** Whether the access begins and ends in a register; holes between are no matter. */
        boolean bound(int address, int quantity) {
            return holds(address) && (quantity == 1 || holds(address + quantity - 1));
        }

        boolean holds(int address) {
            int i = firstEndingAfter(address);
            return i < starts.length && starts[i] <= address;
        }

        List<Register> touching(int address, int quantity) {
            int from = firstEndingAfter(address);
            int to = from;
            while (to < starts.length && starts[to] < address + quantity) {
                to++;
            }
            return list.subList(from, to);
        }

        private int firstEndingAfter(int address) {
            int low = 0;
            int high = ends.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (ends[middle] > address) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }
    }
}
