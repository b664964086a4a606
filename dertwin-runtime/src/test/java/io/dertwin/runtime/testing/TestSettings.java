package io.dertwin.runtime.testing;

import io.dertwin.runtime.settings.Node;
import io.dertwin.runtime.settings.Problem;
import io.dertwin.runtime.settings.Problems;
import io.dertwin.runtime.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Settings as a site file would give them, without the file. */
public final class TestSettings {

    private TestSettings() {}

    /** {@code block("peak", 1000, "sunset", 20)}; a value may be a block itself. */
    public static Map<String, Object> block(Object... keysAndValues) {
        Map<String, Object> block = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            block.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return block;
    }

    public static Settings of(Map<String, Object> block, Problems problems) {
        return Settings.of("site.json", mapping(block), problems);
    }

    /** What is found wrong when the reader reads the block, keys that nobody asked for included. */
    public static List<String> problems(Map<String, Object> block, Consumer<Settings> reader) {
        Problems problems = new Problems();
        Settings settings = of(block, problems);
        reader.accept(settings);
        settings.rejectUnknownKeys();
        return problems.list().stream().map(Problem::toString).toList();
    }

    private static Node.Mapping mapping(Map<?, ?> block) {
        Map<Node.Key, Node> entries = new LinkedHashMap<>();
        block.forEach((key, value) -> entries.put(new Node.Key((String) key, 1), node(value)));
        return new Node.Mapping(1, entries);
    }

    private static Node node(Object value) {
        if (value instanceof Map<?, ?> block) {
            return mapping(block);
        }
        Object scalar = value instanceof Integer whole ? Long.valueOf(whole) : value;
        return new Node.Scalar(1, scalar);
    }
}
