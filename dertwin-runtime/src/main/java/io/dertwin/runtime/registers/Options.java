package io.dertwin.runtime.registers;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The values that a register takes and their names. The keys are raw numbers, as they are on the wire; of a register of
 * type bits they are the numbers of its bits, from 0 for the lowest.
 */
final class Options {

    private Options() {}

    /** Whether the keys are numbers of bits, which may be set together, rather than values. */
    static boolean nameBits(Encoding.Type type, Table table, int count) {
        return type == Encoding.Type.BITS && !(table.isBits() && count == 1);
    }

    /** What the words must be, to complete "x must …", if they are none of the register's options. */
    static Optional<String> demand(Register register, int[] words) {
        Map<Long, String> options = register.options();
        if (options.isEmpty() || isOneOf(options, register, words)) {
            return Optional.empty();
        }
        boolean bits = nameBits(register.encoding().type(), register.table(), register.count());
        return Optional.of("must be " + (bits ? "made of the bits " : "one of ") + list(options) + ", but is "
                + Codec.raw(register, words, 0));
    }

    private static boolean isOneOf(Map<Long, String> options, Register register, int[] words) {
        long raw = Codec.raw(register, words, 0);
        if (nameBits(register.encoding().type(), register.table(), register.count())) {
            long known = options.keySet().stream().reduce(0L, (all, bit) -> all | 1L << bit);
            return (raw & ~known) == 0;
        }
        return options.containsKey(raw);
    }

    private static String list(Map<Long, String> options) {
        return options.entrySet().stream()
                .map(option -> option.getKey() + " (" + option.getValue() + ")")
                .collect(Collectors.joining(", "));
    }
}
