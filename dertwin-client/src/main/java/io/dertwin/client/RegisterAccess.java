package io.dertwin.client;

import java.util.List;
import java.util.Optional;

/**
 * The addresses that a request read or wrote, and what went over the wire for them.
 *
 * <pre>{@code
 * RegisterAccess read = entry.read().orElseThrow();
 * assertThat(read.table()).isEqualTo(RegisterAccess.Table.INPUT_REGISTER);
 * assertThat(read.unmapped()).isFalse();
 * }</pre>
 *
 * @param table where they are
 * @param address the first
 * @param quantity how many
 * @param words as they were on the wire, bits as 0 and 1; empty if there was no answer
 * @param values what the words mean, of each register that lies in the addresses as a whole
 * @param unmapped whether the access begins or ends at an address that the register map does not have
 * @param nearMiss what was probably meant, of an access that is unmapped or cuts through a register
 */
public record RegisterAccess(
        Table table,
        int address,
        int quantity,
        List<Integer> words,
        List<RegisterValue> values,
        boolean unmapped,
        Optional<String> nearMiss) {

    /** The four address spaces of Modbus. */
    public enum Table {
        /** Bits to read and write. */
        COIL,
        /** Bits to read. */
        DISCRETE_INPUT,
        /** Words to read. */
        INPUT_REGISTER,
        /** Words to read and write. */
        HOLDING_REGISTER
    }
}
