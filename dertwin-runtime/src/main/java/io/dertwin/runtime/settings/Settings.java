package io.dertwin.runtime.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An object of a site file or register map, read key by key. What is wrong is collected, not thrown, and a default stands
 * in, so that one run finds every problem. A key is known once it has been asked for; {@link #rejectUnknownKeys()} reports
 * the others.
 *
 * <pre>{@code
 * double capacityKwh = settings.number("capacity_kwh").above(0).orElse(100);
 * }</pre>
 */
public final class Settings {

    private final String file;
    private final String path;
    private final int line;
    private final Map<String, Node> entries = new LinkedHashMap<>();
    private final Map<String, Integer> keyLines = new LinkedHashMap<>();
    private final Set<String> known = new TreeSet<>();
    private final List<Settings> children = new ArrayList<>();
    private final Problems problems;

    private Settings(String file, String path, Node.Mapping mapping, Problems problems) {
        this.file = file;
        this.path = path;
        this.line = mapping.line();
        this.problems = problems;
        mapping.entries().forEach((key, value) -> {
            entries.put(key.name(), value);
            keyLines.put(key.name(), key.line());
        });
    }

    /** The settings of a whole file, whose root must be an object. */
    public static Settings of(String file, Node root, Problems problems) {
        if (root instanceof Node.Mapping mapping) {
            return new Settings(file, "", mapping, problems);
        }
        problems.add(file, root.line(), "", "expected an object at the top, but found " + root.kind());
        return new Settings(file, "", new Node.Mapping(root.line(), Map.of()), problems);
    }

    public String file() {
        return file;
    }

    /** Where this object stands in its file. */
    public String path() {
        return path;
    }

    public int line() {
        return line;
    }

    public Problems problems() {
        return problems;
    }

    /** Whether the key is there, with a value other than null. */
    public boolean has(String key) {
        known.add(key);
        return value(key).isPresent();
    }

    public NumberSetting number(String key) {
        known.add(key);
        Optional<Node> node = value(key);
        if (node.isEmpty()) {
            return new NumberSetting(this, key, null);
        }
        if (node.get() instanceof Node.Scalar scalar && scalar.value() instanceof Number number) {
            if (Double.isFinite(number.doubleValue())) {
                return new NumberSetting(this, key, number);
            }
            reject(key, "must be a finite number, but is " + scalar.kind());
        } else {
            reject(key, "must be a number, but is " + node.get().kind());
        }
        return NumberSetting.rejected(this, key);
    }

    /** A string, or empty if the key is absent or its value is none (which is reported). */
    public Optional<String> text(String key) {
        known.add(key);
        Optional<Node> node = value(key);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (node.get() instanceof Node.Scalar scalar && scalar.value() instanceof String text) {
            return Optional.of(text);
        }
        boolean quotable = node.get() instanceof Node.Scalar;
        reject(key, "must be a text, but is " + node.get().kind() + (quotable ? "; put it in quotes" : ""));
        return Optional.empty();
    }

    /** A string; its absence is a problem, and the fallback stands in for it. */
    public String requiredText(String key, String fallback) {
        if (!has(key)) {
            reject(key, "is missing");
        }
        return text(key).orElse(fallback);
    }

    /** One of the given words; an absent or wrong value yields {@code fallback}. */
    public String choice(String key, String fallback, List<String> words) {
        return text(key).filter(text -> isOneOf(key, text, words)).orElse(fallback);
    }

    /** One of the given words; its absence is a problem, too. */
    public Optional<String> requiredChoice(String key, List<String> words) {
        if (!has(key)) {
            reject(key, "is missing: must be one of " + String.join(", ", words));
        }
        return text(key).filter(text -> isOneOf(key, text, words));
    }

    private boolean isOneOf(String key, String text, List<String> words) {
        if (words.contains(text)) {
            return true;
        }
        reject(
                key,
                "must be one of " + String.join(", ", words) + ", but is \"" + Node.brief(text) + "\""
                        + Nearest.hint(text, words));
        return false;
    }

    public boolean flag(String key, boolean fallback) {
        known.add(key);
        Optional<Node> node = value(key);
        if (node.isEmpty()) {
            return fallback;
        }
        if (node.get() instanceof Node.Scalar scalar && scalar.value() instanceof Boolean flag) {
            return flag;
        }
        reject(key, "must be true or false, but is " + node.get().kind());
        return fallback;
    }

    /** The object under the key; empty if the key is absent or its value is none (which is reported). */
    public Optional<Settings> section(String key) {
        known.add(key);
        return value(key).flatMap(node -> child(node, path(key)));
    }

    /** The objects of the list under the key; no list is an empty one. */
    public List<Settings> sections(String key) {
        known.add(key);
        Optional<Node> node = value(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (!(node.get() instanceof Node.Sequence sequence)) {
            reject(key, "must be a list, but is " + node.get().kind());
            return List.of();
        }
        List<Settings> sections = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            child(sequence.items().get(i), path(key) + "[" + i + "]").ifPresent(sections::add);
        }
        return sections;
    }

    /** Any value under the key, for those that come in several shapes. */
    public Optional<Node> value(String key) {
        known.add(key);
        Node node = entries.get(key);
        return node == null || node instanceof Node.Scalar scalar && scalar.value() == null
                ? Optional.empty()
                : Optional.of(node);
    }

    /** The keys that are there, comments left out. */
    public List<String> keys() {
        return entries.keySet().stream().filter(key -> !isComment(key)).toList();
    }

    /** Every key that has been asked for, here and in all sections read from here, as paths in alphabetical order. */
    public SortedSet<String> knownPaths() {
        SortedSet<String> paths = new TreeSet<>();
        known.forEach(key -> paths.add(path(key)));
        children.forEach(child -> paths.addAll(child.knownPaths()));
        return paths;
    }

    /** Reports a problem with the value of a key; without the key, with this object. */
    public void reject(String key, String message) {
        Node value = entries.get(key);
        problems.add(file, value == null ? line : value.line(), path(key), message);
    }

    /** Reports a problem with this object as a whole. */
    public void reject(String message) {
        problems.add(file, line, path, message);
    }

    /** Lets the unknown keys of this object pass: what it is could not be made out. */
    public void ignore() {
        known.addAll(entries.keySet());
    }

    /** Reports every key that nobody has asked for, here and in all sections read from here. */
    public void rejectUnknownKeys() {
        for (String key : entries.keySet()) {
            if (!known.contains(key) && !isComment(key)) {
                problems.add(
                        file,
                        keyLines.get(key),
                        path(key),
                        "unknown key '" + Node.brief(key) + "'" + Nearest.hint(key, known));
            }
        }
        children.forEach(Settings::rejectUnknownKeys);
    }

    private Optional<Settings> child(Node node, String childPath) {
        if (node instanceof Node.Mapping mapping) {
            Settings child = new Settings(file, childPath, mapping, problems);
            children.add(child);
            return Optional.of(child);
        }
        problems.add(file, node.line(), childPath, "must be an object, but is " + node.kind());
        return Optional.empty();
    }

    private String path(String key) {
        return (path.isEmpty() ? "" : path + ".") + Node.brief(key);
    }

    /** Whether a key is a note to the reader; it may stand anywhere and more than once. */
    static boolean isComment(String key) {
        return key.equals("comment") || key.startsWith("//");
    }
}
