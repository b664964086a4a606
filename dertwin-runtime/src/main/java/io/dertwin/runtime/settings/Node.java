package io.dertwin.runtime.settings;

import java.util.List;
import java.util.Map;

/** A value in a parsed file, with the place where it stands. Lines count from 1. */
public sealed interface Node {

    int line();

    /** What a user would call this kind of value. */
    String kind();

    record Mapping(int line, Map<Key, Node> entries) implements Node {
        @Override
        public String kind() {
            return "an object";
        }
    }

    record Sequence(int line, List<Node> items) implements Node {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /**
     * A {@code String}, a {@code Boolean}, a number, or {@code null} for the null of JSON. A whole number is a {@code Long},
     * or a {@code BigInteger} if it is too large for one; any other number is a {@code Double}.
     */
    record Scalar(int line, Object value) implements Node {
        @Override
        public String kind() {
            if (value == null) {
                return "null";
            }
            return value instanceof String text ? "\"" + brief(text) + "\"" : brief(String.valueOf(value));
        }
    }

    /** A key of a mapping; equal to another by its name. */
    record Key(String name, int line) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.name.equals(name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    /** As much of a text as fits into a message. */
    static String brief(String text) {
        return brief(text, 80);
    }

    /** As much of a text as fits into a message, without what would break its line. */
    static String brief(String text, int length) {
        String start = text.length() <= length ? text : text.substring(0, length - 3) + "...";
        return start.replaceAll("\\p{Cntrl}", " ");
    }
}
