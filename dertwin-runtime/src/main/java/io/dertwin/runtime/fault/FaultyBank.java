package io.dertwin.runtime.fault;

import io.dertwin.runtime.engine.CommandWrite;
import io.dertwin.runtime.engine.WriteTerm;
import io.dertwin.runtime.fault.FaultKind.Shift;
import io.dertwin.runtime.registers.Direction;
import io.dertwin.runtime.registers.Register;
import io.dertwin.runtime.registers.RegisterAccessException;
import io.dertwin.runtime.registers.RegisterBank;
import io.dertwin.runtime.registers.RegisterMap;
import io.dertwin.runtime.registers.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Registers as one request finds them while faults are in their values and in what becomes of writes. */
final class FaultyBank implements RegisterBank {

    private final RegisterBank bank;
    private final List<ActiveFault> inValues;
    private final WriteTerm term;

    FaultyBank(RegisterBank bank, List<ActiveFault> inValues, WriteTerm term) {
        this.bank = bank;
        this.inValues = inValues;
        this.term = term;
    }

    @Override
    public void read(Table table, int address, int count, int[] into) throws RegisterAccessException {
        List<Register> shown = new FaultedRequest.Range(table, address, count).shown(bank);
        int from = address;
        int to = address + count;
        for (Register register : shown) {
            from = Math.min(from, register.address());
            to = Math.max(to, register.end());
        }
        // registers are changed as a whole, also those of which only a part is read
        int[] words = new int[to - from];
        bank.read(table, from, to - from, words);
        for (ActiveFault fault : inValues) {
            for (Register register : shown) {
                if (fault.selection().contains(register)) {
                    ValueChange.of(fault, bank, register).apply(words, register.address() - from);
                }
            }
        }
        System.arraycopy(words, address - from, into, 0, count);
        for (ActiveFault fault : inValues) {
            if (fault.kind() instanceof Shift shift) {
                shift(shift.addresses(), count, into);
            }
        }
    }

    /** What is shifted in from beyond the answer is 0. */
    private static void shift(int addresses, int count, int[] words) {
        int[] before = Arrays.copyOf(words, count);
        for (int i = 0; i < count; i++) {
            int source = i + addresses;
            words[i] = source >= 0 && source < count ? before[source] : 0;
        }
    }

    @Override
    public Optional<CommandWrite> write(Table table, int address, int count, int[] words, WriteTerm wanted)
            throws RegisterAccessException {
        return bank.write(table, address, count, words, term);
    }

    @Override
    public List<Register> registers(Table table, int address, int count, Direction direction) {
        return bank.registers(table, address, count, direction);
    }

    @Override
    public RegisterMap map() {
        return bank.map();
    }
}
