package io.dertwin.runtime.registers;

import io.dertwin.runtime.registers.Encoding.Order;
import io.dertwin.runtime.registers.Encoding.Overflow;
import io.dertwin.runtime.registers.Encoding.Type;
import io.dertwin.runtime.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads how the words of a register are to be understood. */
final class EncodingReader {

    private static final List<String> TYPES =
            Arrays.stream(Type.values()).map(Type::text).toList();
    private static final List<Type> FLAGS = List.of(Type.BITS, Type.UINT16, Type.INT16);

    /** What one request can read. */
    private static final int LONGEST_STRING = 125;

    private EncodingReader() {}

    /** The type; a coil or discrete input needs none. */
    static Optional<Type> type(Settings settings, Optional<Function> function) {
        boolean flag = function.map(one -> one.table().isBits()).orElse(false);
        if (flag && !settings.has("type")) {
            return Optional.of(Type.BITS);
        }
        Optional<Type> type = settings.requiredChoice("type", TYPES).map(text -> Type.values()[TYPES.indexOf(text)]);
        if (flag && type.isPresent() && !FLAGS.contains(type.get())) {
            settings.reject(
                    "type",
                    "must be uint16 or bits for a coil or discrete input, but is "
                            + type.get().text());
            return Optional.empty();
        }
        return type;
    }

    /** How many addresses the register takes; something that fits its type if the file says something that does not. */
    static int count(Settings settings, Type type, Table table) {
        if (table.isBits()) {
            return type == Type.BITS
                    ? count(settings, 1, Long.SIZE)
                    : exactly(settings, 1, "a flag; several are of type bits");
        }
        return switch (type) {
            case BITS -> count(settings, 1, Long.SIZE / Short.SIZE);
            case STRING -> {
                if (!settings.has("count")) {
                    settings.reject(
                            "count", "is missing: how many registers the text takes, with two characters to each");
                }
                yield count(settings, 1, LONGEST_STRING);
            }
            default -> exactly(settings, type.words(), type.text());
        };
    }

    private static int count(Settings settings, int lowest, int highest) {
        return settings.number("count").whole().between(lowest, highest).orElse(lowest);
    }

    private static int exactly(Settings settings, int count, String what) {
        settings.number("count").check(given -> given == count, "must be " + count + " for " + what);
        return count;
    }

    static Encoding encoding(Settings settings, Type type, Table table, Overflow natural) {
        return new Encoding(
                type,
                scale(settings, type, table),
                order(settings, "endian"),
                order(settings, "byte_order"),
                overflow(settings, type, table, natural));
    }

    private static double scale(Settings settings, Type type, Table table) {
        if (table.isBits() || type == Type.BITS || type == Type.STRING) {
            String what = table.isBits() ? "a coil or discrete input" : type.text();
            return settings.number("scale")
                    .check(scale -> scale == 1, "must be 1 for " + what)
                    .orElse(1.0);
        }
        return settings.number("scale")
                .check(scale -> scale != 0, "must not be 0")
                .orElse(1.0);
    }

    private static Order order(Settings settings, String key) {
        return settings.choice(key, "big", List.of("big", "little")).equals("big") ? Order.BIG : Order.LITTLE;
    }

    private static Overflow overflow(Settings settings, Type type, Table table, Overflow natural) {
        if (!settings.has("overflow")) {
            return natural;
        }
        if (table.isBits() || !type.isInteger()) {
            settings.reject("overflow", "must be left out: only whole numbers saturate or wrap");
            return natural;
        }
        String natively = natural == Overflow.WRAP ? "wrap" : "saturate";
        return settings.choice("overflow", natively, List.of("saturate", "wrap"))
                        .equals("wrap")
                ? Overflow.WRAP
                : Overflow.SATURATE;
    }
}
