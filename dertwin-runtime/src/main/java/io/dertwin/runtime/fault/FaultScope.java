package io.dertwin.runtime.fault;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which requests a fault can befall.
 *
 * @param binding only those that come in over this binding: its kind, {@code modbus_tcp}, or its whole name with address
 *     and port or path; empty for all
 * @param functions only those of these function codes; empty for all
 * @param registers only those that touch one of these registers; empty for all
 * @param quantityAbove only those that want more addresses than this
 * @param quantityBelow only those that want fewer addresses than this
 * @param firstRequests only this many first requests of every connection
 */
public record FaultScope(
        Optional<String> binding,
        Set<Integer> functions,
        List<RegisterSelector> registers,
        int quantityAbove,
        int quantityBelow,
        long firstRequests) {

    /** Every request. */
    public static final FaultScope EVERYTHING =
            new FaultScope(Optional.empty(), Set.of(), List.of(), -1, Integer.MAX_VALUE, Long.MAX_VALUE);

    boolean hasBinding(String name) {
        return binding.isEmpty() || name.equals(binding.get()) || name.startsWith(binding.get() + " ");
    }
}
