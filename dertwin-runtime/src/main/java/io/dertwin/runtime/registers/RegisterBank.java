package io.dertwin.runtime.registers;

import io.dertwin.runtime.engine.CommandWrite;
import io.dertwin.runtime.engine.WriteTerm;
import java.util.List;
import java.util.Optional;

/**
 * A device's registers as a Modbus master sees them: reads show the latest published tick, writes become commands and are
 * read back at once. Safe for use by any thread.
 */
public interface RegisterBank {

    /**
     * Reads consecutive addresses, all of them of the same tick.
     *
     * @param into receives {@code count} words of 16 bits, or bits as 0 and 1, from index 0 on
     * @throws RegisterAccessException if an address is outside the map and the map rejects that
     */
    void read(Table table, int address, int count, int[] into) throws RegisterAccessException;

    /**
     * Writes consecutive addresses as one: either all of it takes effect in the next tick or nothing has changed.
     *
     * @param count how many of {@code words} to write, from index 0 on
     * @return the commands on their way to the device; empty if only plain storage was written
     * @throws RegisterAccessException if an address or a value is refused
     */
    default Optional<CommandWrite> write(Table table, int address, int count, int[] words)
            throws RegisterAccessException {
        return write(table, address, count, words, WriteTerm.AT_ONCE);
    }

    /**
     * Writes consecutive addresses as one, for a term. The term is that of the commands; plain storage takes every write at
     * once but one that never takes effect.
     *
     * @param count how many of {@code words} to write, from index 0 on
     * @return the commands on their way to the device; empty if only plain storage was written
     * @throws RegisterAccessException if an address or a value is refused
     */
    Optional<CommandWrite> write(Table table, int address, int count, int[] words, WriteTerm term)
            throws RegisterAccessException;

    /** The mapped registers that the addresses touch, in order of address. */
    List<Register> registers(Table table, int address, int count, Direction direction);

    /** The map behind the bank. */
    RegisterMap map();
}
