package io.dertwin.runtime.modbus;

import io.dertwin.runtime.engine.CommandWrite;
import io.dertwin.runtime.engine.WriteTerm;
import io.dertwin.runtime.registers.Direction;
import io.dertwin.runtime.registers.Register;
import io.dertwin.runtime.registers.RegisterAccessException;
import io.dertwin.runtime.registers.RegisterAccessException.Reason;
import io.dertwin.runtime.registers.RegisterBank;
import io.dertwin.runtime.registers.RegisterMap;
import io.dertwin.runtime.registers.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Registers that hold what was written; in each table those from {@code size} on are refused. */
final class MemoryBank implements RegisterBank {

    static final int REFUSED_VALUE = 0xDEAD;

    final int[][] memory;
    final List<String> writes = new ArrayList<>();
    private final int size;

    MemoryBank(int size) {
        this.size = size;
        this.memory = new int[Table.values().length][size];
    }

    int[] table(Table table) {
        return memory[table.ordinal()];
    }

    @Override
    public void read(Table table, int address, int count, int[] into) throws RegisterAccessException {
        require(address, count);
        System.arraycopy(table(table), address, into, 0, count);
    }

    @Override
    public Optional<CommandWrite> write(Table table, int address, int count, int[] words, WriteTerm term)
            throws RegisterAccessException {
        require(address, count);
        int[] written = Arrays.copyOf(words, count);
        if (Arrays.stream(written).anyMatch(word -> word == REFUSED_VALUE)) {
            throw new RegisterAccessException(Reason.VALUE, "no dead registers");
        }
        System.arraycopy(written, 0, table(table), address, count);
        writes.add(table + " " + address + " " + Arrays.toString(written));
        return Optional.empty();
    }

    private void require(int address, int count) throws RegisterAccessException {
        if (address + count > size) {
            throw new RegisterAccessException(Reason.ADDRESS, "nothing at " + (address + count - 1));
        }
    }

    @Override
    public List<Register> registers(Table table, int address, int count, Direction direction) {
        return List.of();
    }

    @Override
    public RegisterMap map() {
        return new RegisterMap("memory", "", "", List.of());
    }
}
