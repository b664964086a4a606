package io.dertwin.runtime.fault;

import io.dertwin.runtime.registers.Direction;
import io.dertwin.runtime.registers.Register;
import io.dertwin.runtime.registers.RegisterBank;
import io.dertwin.runtime.registers.Table;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What faults want to know of a request.
 *
 * @param binding where it came in, as the log calls it
 * @param client who sent it; the same object for the same connection
 * @param function its function code
 * @param read what it reads; of no quantity if it does not read
 * @param write what it writes; of no quantity if it does not write
 */
public record FaultedRequest(String binding, Object client, int function, Range read, Range write) {

    /** Addresses of a table. */
    public record Range(Table table, int address, int quantity) {

        /** For requests that do not. */
        public static final Range NONE = new Range(Table.HOLDING_REGISTER, 0, 0);

        /** The registers that a read shows, in order of address: what is written is read back before what is measured. */
        List<Register> shown(RegisterBank bank) {
            List<Register> written = bank.registers(table, address, quantity, Direction.WRITE);
            Stream<Register> measured = bank.registers(table, address, quantity, Direction.READ).stream()
                    .filter(register -> written.stream().noneMatch(other -> overlap(register, other)));
            return Stream.concat(written.stream(), measured)
                    .sorted(Comparator.comparingInt(Register::address))
                    .toList();
        }

        /** The registers that a write sets. */
        List<Register> set(RegisterBank bank) {
            return bank.registers(table, address, quantity, Direction.WRITE);
        }

        private static boolean overlap(Register one, Register other) {
            return one.address() < other.end() && other.address() < one.end();
        }
    }

    boolean touches(RegisterSelection selection, RegisterBank bank) {
        return reads(selection, bank) || writes(selection, bank);
    }

    boolean reads(RegisterSelection selection, RegisterBank bank) {
        return read.quantity() > 0 && selection.isTouched(read, read.shown(bank));
    }

    boolean writes(RegisterSelection selection, RegisterBank bank) {
        return write.quantity() > 0 && selection.isTouched(write, write.set(bank));
    }

    int quantity() {
        return Math.max(read.quantity(), write.quantity());
    }
}
