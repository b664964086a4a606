package io.dertwin.runtime.fault;

import io.dertwin.runtime.registers.Register;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The registers that a fault is about. Every request and every tick may ask for them, so each is looked for once and known
 * from then on. Safe for use by any thread.
 */
final class RegisterSelection {

    private final List<RegisterSelector> selectors;
    private final Map<Register, Boolean> known = new IdentityHashMap<>();

    /**
     * @param selectors empty for all registers
     */
    RegisterSelection(List<RegisterSelector> selectors) {
        this.selectors = selectors;
    }

    synchronized boolean contains(Register register) {
        return selectors.isEmpty() || known.computeIfAbsent(register, this::isSelected);
    }

    private boolean isSelected(Register register) {
        return selectors.stream().anyMatch(selector -> selector.selects(register));
    }

    /** Whether a request is about one of them, or about addresses that are selected without being mapped. */
    boolean isTouched(FaultedRequest.Range range, List<Register> registers) {
        return selectors.isEmpty()
                || selectors.stream().anyMatch(selector -> selector.selects(range.address(), range.quantity()))
                || registers.stream().anyMatch(this::contains);
    }
}
