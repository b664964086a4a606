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

    /** A string, a {@code Double}, a {@code Long}, a {@code Boolean}, or {@code null} for the null of JSON. */
    record Scalar(int line, Object value) implements Node {
        @Override
        public String kind() {
            if (value == null) {
                return "null";
            }
            return value instanceof String text ? "\"" + text + "\"" : String.valueOf(value);
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
}
