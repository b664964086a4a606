package io.dertwin.runtime.registers;

import io.dertwin.runtime.registers.Encoding.Type;
import io.dertwin.runtime.settings.Node;
import io.dertwin.runtime.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the names of a register's values or bits. */
final class OptionsReader {

    private OptionsReader() {}

    static Map<Long, String> options(Settings settings, Type type, Table table, int count) {
        Map<Long, String> options = new LinkedHashMap<>();
        Optional<Settings> section = settings.section("options");
        section.ifPresent(Settings::ignore);
        if (section.isPresent() && (type.isFloat() || type == Type.STRING)) {
            settings.reject("options", "must be left out for " + type.text());
            return options;
        }
        long bits = Options.nameBits(type, table, count) ? (table.isBits() ? count : 16L * count) : Long.MAX_VALUE;
        section.ifPresent(names -> names.keys().forEach(key -> read(names, key, bits, options)));
        return options;
    }

    private static void read(Settings names, String key, long bits, Map<Long, String> options) {
        Optional<Long> number = number(key);
        if (number.isEmpty()) {
            names.reject(key, "must be a whole number and its meaning, as in 1: On");
        } else if (bits < Long.MAX_VALUE && (number.get() < 0 || number.get() >= bits)) {
            names.reject(key, "must be the number of a bit, from 0 to " + (bits - 1));
        } else if (options.putIfAbsent(number.get(), meaning(names, key)) != null) {
            names.reject(key, "is there twice");
        }
    }

    private static Optional<Long> number(String key) {
        try {
            return Optional.of(Long.decode(key));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String meaning(Settings names, String key) {
        Optional<Node> meaning = names.value(key);
        if (meaning.isPresent() && meaning.get() instanceof Node.Scalar scalar) {
            return String.valueOf(scalar.value());
        }
        meaning.ifPresent(node -> names.reject(key, "must be a text, but is " + node.kind()));
        return "";
    }
}
