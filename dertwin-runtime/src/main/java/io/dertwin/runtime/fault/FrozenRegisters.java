package io.dertwin.runtime.fault;

import io.dertwin.runtime.registers.Direction;
import io.dertwin.runtime.registers.Register;
import io.dertwin.runtime.registers.RegisterAccessException;
import io.dertwin.runtime.registers.RegisterBank;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** What the registers that a fault is about hold at an instant. Taken between two steps, so that it is of one. */
final class FrozenRegisters {

    private FrozenRegisters() {}

    static Map<RegisterBank, Map<Register, int[]>> of(Fault fault, List<FaultTarget> targets) {
        Map<RegisterBank, Map<Register, int[]>> frozen = new IdentityHashMap<>();
        for (FaultTarget target : targets) {
            frozen.put(target.bank(), of(fault, target.bank()));
        }
        return frozen;
    }

    private static Map<Register, int[]> of(Fault fault, RegisterBank bank) {
        Map<Register, int[]> words = new HashMap<>();
        for (Register register : bank.map().registers()) {
            if (isMeant(fault, register)) {
                words.put(register, read(bank, register));
            }
        }
        return words;
    }

    /** Measurements become stale; what the master has written is read back as ever. */
    private static boolean isMeant(Fault fault, Register register) {
        List<RegisterSelector> selectors = fault.scope().registers();
        boolean selected = selectors.isEmpty() || selectors.stream().anyMatch(one -> one.selects(register));
        return selected && (register.direction() == Direction.READ || fault.kind() instanceof FaultKind.Stuck);
    }

    private static int[] read(RegisterBank bank, Register register) {
        int[] words = new int[register.count()];
        try {
            bank.read(register.table(), register.address(), register.count(), words);
        } catch (RegisterAccessException e) {
            throw new IllegalStateException("a mapped register cannot be read: " + register.name(), e);
        }
        return words;
    }
}
