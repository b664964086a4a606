package io.dertwin.runtime.site;

import io.dertwin.runtime.engine.Engine;
import io.dertwin.runtime.journal.JournalValue;
import io.dertwin.runtime.protocol.BoundRegisters;
import io.dertwin.runtime.registers.Direction;
import io.dertwin.runtime.registers.Register;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The registers of a device as a client of one of its bindings finds them, all of them at one instant.
 *
 * @param bound where they are
 * @param rows in order of table and address
 */
public record RegisterTable(BoundRegisters bound, List<Row> rows) {

    private static final Comparator<Register> ORDER = Comparator.comparing(Register::table)
            .thenComparing(Register::address)
            .thenComparing(Register::direction);

    /**
     * A register and what it holds.
     *
     * @param words as they come over the wire, bits as 0 and 1
     * @param value what they mean
     */
    public record Row(Register register, List<Integer> words, JournalValue value) {

        private static Row of(Register register, int[] words) {
            return new Row(register, Arrays.stream(words).boxed().toList(), JournalValue.of(register, words));
        }

        /** Whether clients write it. */
        public boolean isWritable() {
            return register.direction() == Direction.WRITE;
        }
    }

    /** Reads the registers of all bindings between two ticks, so that all values are of one. */
    static List<RegisterTable> read(Engine engine, List<BoundRegisters> bindings) {
        return engine.between(
                plant -> bindings.stream().map(RegisterTable::read).toList());
    }

    private static RegisterTable read(BoundRegisters bound) {
        List<Row> rows = bound.map().registers().stream()
                .sorted(ORDER)
                .map(register -> Row.of(register, bound.words(register)))
                .toList();
        return new RegisterTable(bound, rows);
    }
}
