package io.dertwin.runtime.settings;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts a document together from what a parser meets in it, and holds it to what a site file can sensibly be. */
final class TreeBuilder {

    static final int MAX_DEPTH = 64;

    /** Aliases count for all that they stand for, so that a few lines of YAML cannot stand for billions of values. */
    static final int MAX_VALUES = 500_000;

    private final String file;
    private final Problems problems = new Problems();
    private final Deque<Frame> open = new ArrayDeque<>();

    private int values;
    private Node root;

    TreeBuilder(String file) {
        this.file = file;
    }

    void startMapping(int line) {
        open(new MappingFrame(line, values));
    }

    void startSequence(int line) {
        open(new SequenceFrame(line, values));
    }

    private void open(Frame frame) {
        if (open.size() == MAX_DEPTH) {
            throw invalid(frame.line, "is nested deeper than " + MAX_DEPTH + " levels");
        }
        count(1, frame.line);
        open.push(frame);
    }

    /** The key of the next value of a mapping. */
    void key(String name, int line) {
        ((MappingFrame) open.element()).key = new Node.Key(name, line);
    }

    /** Lets the next value, a mapping or a list of them, add what the open mapping does not say itself. */
    void mergeKey(int line) {
        key("<<", line);
        ((MappingFrame) open.element()).merging = true;
    }

    void scalar(Object value, int line) {
        count(1, line);
        attach(new Node.Scalar(line, value));
    }

    /** Puts a finished tree at this place too. */
    void again(Built built, int line) {
        count(built.size(), line);
        attach(built.node());
    }

    /** Ends the innermost open mapping or sequence. */
    Built end() {
        Frame frame = open.pop();
        Node node = frame.node();
        attach(node);
        return new Built(node, values - frame.valuesBefore);
    }

    /** A finished tree, and how many values it stands for. */
    record Built(Node node, int size) {}

    private void attach(Node node) {
        if (open.isEmpty()) {
            root = node;
        } else if (open.element() instanceof MappingFrame mapping) {
            put(mapping, node);
        } else if (open.element() instanceof SequenceFrame sequence) {
            sequence.items.add(node);
        }
    }

    private void put(MappingFrame mapping, Node node) {
        if (mapping.merging) {
            merge(mapping, node);
        } else {
            Node.Key key = mapping.key;
            Integer first = mapping.lines.putIfAbsent(key.name(), key.line());
            if (first == null) {
                mapping.entries.put(key, node);
            } else if (!Settings.isComment(key.name())) {
                problems.add(file, key.line(), path(), "is there twice; the first is on line " + first);
            }
        }
        mapping.key = null;
        mapping.merging = false;
    }

    private void merge(MappingFrame mapping, Node node) {
        List<Node> sources = node instanceof Node.Sequence sequence ? sequence.items() : List.of(node);
        for (Node source : sources) {
            if (source instanceof Node.Mapping other) {
                count(other.entries().size(), mapping.key.line());
                mapping.merged.add(other);
            } else {
                problems.add(file, mapping.key.line(), path(), "must be an object to merge, but is " + source.kind());
            }
        }
    }

    private void count(int more, int line) {
        if (more > MAX_VALUES - values) {
            throw invalid(
                    line, "the document holds more than " + MAX_VALUES + " values, those behind aliases included");
        }
        values += more;
    }

    /** The document, once all of it has been met. */
    Node root() {
        problems.throwIfAny();
        return root;
    }

    boolean isComplete() {
        return root != null;
    }

    /** Whether a mapping is open and its next key has not come yet. */
    boolean expectsKey() {
        return !open.isEmpty() && open.element() instanceof MappingFrame mapping && mapping.key == null;
    }

    /** What is wrong at the place that the parser has reached. */
    InvalidFileException invalid(int line, String message) {
        return new InvalidFileException(List.of(new Problem(file, line, path(), message)));
    }

    /** Where in the document the next value belongs. */
    private String path() {
        StringBuilder path = new StringBuilder();
        for (Iterator<Frame> frames = open.descendingIterator(); frames.hasNext(); ) {
            frames.next().appendTo(path);
        }
        return Node.brief(path.toString(), 200);
    }

    /** A mapping or sequence whose end has not come yet. */
    private abstract static class Frame {

        final int line;
        final int valuesBefore;

        Frame(int line, int valuesBefore) {
            this.line = line;
            this.valuesBefore = valuesBefore;
        }

        abstract Node node();

        abstract void appendTo(StringBuilder path);
    }

    private static final class MappingFrame extends Frame {

        final Map<Node.Key, Node> entries = new LinkedHashMap<>();
        final Map<String, Integer> lines = new HashMap<>();
        final List<Node.Mapping> merged = new ArrayList<>();
        Node.Key key;
        boolean merging;

        MappingFrame(int line, int valuesBefore) {
            super(line, valuesBefore);
        }

        @Override
        Node node() {
            for (Node.Mapping other : merged) {
                other.entries().forEach(entries::putIfAbsent);
            }
            return new Node.Mapping(line, Collections.unmodifiableMap(entries));
        }

        @Override
        void appendTo(StringBuilder path) {
            if (key != null) {
                path.append(path.isEmpty() ? "" : ".").append(Node.brief(key.name()));
            }
        }
    }

    private static final class SequenceFrame extends Frame {

        final List<Node> items = new ArrayList<>();

        SequenceFrame(int line, int valuesBefore) {
            super(line, valuesBefore);
        }

        @Override
        Node node() {
            return new Node.Sequence(line, Collections.unmodifiableList(items));
        }

        @Override
        void appendTo(StringBuilder path) {
            path.append('[').append(items.size()).append(']');
        }
    }
}
