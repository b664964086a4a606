package io.dertwin.runtime.fault;

import io.dertwin.runtime.registers.Direction;
import io.dertwin.runtime.registers.Register;
import io.dertwin.runtime.registers.RegisterAccessException;
import io.dertwin.runtime.registers.RegisterBank;
import io.dertwin.runtime.state.State;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** What the registers that a fault is about hold at an instant. Taken between two steps, so that it is of one. */
final class FrozenRegisters {

    private FrozenRegisters() {}

    static Map<RegisterBank, Map<Register, int[]>> of(ActiveFault fault, List<FaultTarget> targets) {
        Map<RegisterBank, Map<Register, int[]>> frozen = new IdentityHashMap<>();
        for (FaultTarget target : targets) {
            frozen.put(target.bank(), of(fault, target.bank()));
        }
        return frozen;
    }

    /** Takes or gives back what is frozen, by the targets' order: it is that of the bindings in the site file. */
    static Map<RegisterBank, Map<Register, int[]>> exchange(
            Map<RegisterBank, Map<Register, int[]>> frozen, List<FaultTarget> targets, State state) {
        Map<RegisterBank, Map<Register, int[]>> exchanged = new IdentityHashMap<>();
        long count = state.integer("bindings", targets.size());
        for (int i = 0; i < Math.min(count, targets.size()); i++) {
            RegisterBank bank = targets.get(i).bank();
            Map<Register, int[]> held = frozen.getOrDefault(bank, Map.of());
            exchanged.put(bank, exchange(held, bank, state.section(String.valueOf(i))));
        }
        return exchanged;
    }

    private static Map<Register, int[]> exchange(Map<Register, int[]> held, RegisterBank bank, State state) {
        Map<Register, int[]> words = new HashMap<>();
        for (Register register : bank.map().registers()) {
            String name = register.table().text() + " " + register.address() + " " + register.direction();
            double[] current = Arrays.stream(held.getOrDefault(register, new int[0]))
                    .asDoubleStream()
                    .toArray();
            double[] exchanged = state.numbersOfAnyCount(name, current);
            if (exchanged.length == register.count()) {
                words.put(
                        register,
                        Arrays.stream(exchanged).mapToInt(word -> (int) word).toArray());
            }
        }
        return words;
    }

    private static Map<Register, int[]> of(ActiveFault fault, RegisterBank bank) {
        Map<Register, int[]> words = new HashMap<>();
        for (Register register : bank.map().registers()) {
            if (isMeant(fault, register)) {
                words.put(register, read(bank, register));
            }
        }
        return words;
    }

    /** Measurements become stale; what the master has written is read back as ever. */
    private static boolean isMeant(ActiveFault fault, Register register) {
        return fault.selection().contains(register)
                && (register.direction() == Direction.READ || fault.kind() instanceof FaultKind.Stuck);
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
