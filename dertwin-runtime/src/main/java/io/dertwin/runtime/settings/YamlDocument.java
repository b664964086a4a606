package io.dertwin.runtime.settings;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;

/** Reads a YAML text from its parser's events, which come one by one however deep or often aliased the text is. */
final class YamlDocument {

    /** The parser copies what it has of a line each time it reads on, which takes long for long lines in small portions. */
    private static final int READ_AT_ONCE = 128 * 1024;

    private static final String STANDARD = "tag:yaml.org,2002:";
    private static final String TEXT = STANDARD + "str";
    private static final String LIST = STANDARD + "seq";
    private static final String OBJECT = STANDARD + "map";

    private final TreeBuilder tree;
    private final Map<Anchor, TreeBuilder.Built> anchors = new HashMap<>();
    private final Deque<Optional<Anchor>> open = new ArrayDeque<>();

    private YamlDocument(TreeBuilder tree) {
        this.tree = tree;
    }

    static Node read(String fileName, String text) {
        TreeBuilder tree = new TreeBuilder(fileName);
        try {
            return new YamlDocument(tree).read(new Parse(settings(text)).parseString(text));
        } catch (MarkedYamlEngineException e) {
            throw tree.invalid(
                    e.getProblemMark().map(YamlDocument::line).orElse(0), "is not valid YAML: " + explain(e));
        } catch (ReaderException e) {
            throw tree.invalid(
                    Documents.lineAt(text, e.getPosition()),
                    String.format("is not valid YAML: it may not hold the character U+%04X", e.getCodePoint()));
        } catch (YamlVersionException e) {
            throw tree.invalid(0, "is written in a version of YAML that is not supported; leave out the %YAML line");
        } catch (NumberFormatException e) {
            // what the parser makes of it, in place of an exception of its own
            throw tree.invalid(0, "is not valid YAML: a \\u or \\U in quotes must be followed by hexadecimal digits");
        }
    }

    private static LoadSettings settings(String text) {
        return LoadSettings.builder()
                .setUseMarks(true)
                .setBufferSize(Math.min(text.length(), READ_AT_ONCE))
                .setCodePointLimit(Documents.MAX_BYTES)
                .build();
    }

    private Node read(Iterable<Event> events) {
        for (Event event : events) {
            take(event);
        }
        if (!tree.isComplete()) {
            throw tree.invalid(0, "is empty but for comments");
        }
        return tree.root();
    }

    private void take(Event event) {
        switch (event.getEventId()) {
            case DocumentStart -> refuseSecondDocument(event);
            case MappingStart, SequenceStart -> start((CollectionStartEvent) event);
            case MappingEnd, SequenceEnd -> {
                TreeBuilder.Built built = tree.end();
                open.pop().ifPresent(anchor -> anchors.put(anchor, built));
            }
            case Scalar -> scalar((ScalarEvent) event);
            case Alias -> alias((AliasEvent) event);
            default -> {
                // the stream's start and end and the document's end say nothing that the others do not
            }
        }
    }

    private void refuseSecondDocument(Event start) {
        if (tree.isComplete()) {
            throw tree.invalid(line(start), "a second document starts here; there may be one to a file");
        }
    }

    private void start(CollectionStartEvent event) {
        boolean mapping = event.getEventId() == Event.ID.MappingStart;
        if (tree.expectsKey()) {
            throw tree.invalid(line(event), "a key must be a text, but is " + (mapping ? "an object" : "a list"));
        }
        refuseTag(event.getTag(), mapping ? OBJECT : LIST, event);
        open.push(event.getAnchor());
        if (mapping) {
            tree.startMapping(line(event));
        } else {
            tree.startSequence(line(event));
        }
    }

    private void scalar(ScalarEvent event) {
        int line = line(event);
        refuseTag(event.getTag(), TEXT, event);
        boolean plain = event.isPlain() && event.getTag().isEmpty();
        if (tree.expectsKey()) {
            key(event.getValue(), plain, line);
            return;
        }
        Object value =
                plain ? PlainScalar.value(event.getValue(), reason -> tree.invalid(line, reason)) : event.getValue();
        tree.scalar(value, line);
        event.getAnchor()
                .ifPresent(anchor -> anchors.put(anchor, new TreeBuilder.Built(new Node.Scalar(line, value), 1)));
    }

    private void key(String name, boolean plain, int line) {
        if (plain && name.equals("<<")) {
            tree.mergeKey(line);
        } else {
            tree.key(name, line);
        }
    }

    private void alias(AliasEvent event) {
        String name = event.getAlias().getValue();
        if (tree.expectsKey()) {
            throw tree.invalid(line(event), "a key must be a text, but is the alias *" + name);
        }
        TreeBuilder.Built built = anchors.get(event.getAlias());
        if (built == null) {
            throw tree.invalid(
                    line(event),
                    open.contains(Optional.of(event.getAlias()))
                            ? "the alias *" + name + " stands inside of what it repeats"
                            : "the alias *" + name + " repeats nothing: no &" + name + " stands above it");
        }
        tree.again(built, line(event));
    }

    /** Tags make parsers do things; only those that say what is plain anyway are let through. */
    private void refuseTag(Optional<String> tag, String harmless, Event event) {
        if (tag.isPresent() && !tag.get().equals(harmless) && !tag.get().equals("!")) {
            throw tree.invalid(
                    line(event),
                    "the tag " + Node.brief(tag.get().replace(STANDARD, "!!")) + " is not supported; leave it out");
        }
    }

    private static int line(Event event) {
        return event.getStartMark().map(YamlDocument::line).orElse(0);
    }

    private static int line(Mark mark) {
        return mark.getLine() + 1;
    }

    private static String explain(MarkedYamlEngineException e) {
        String problem = Node.brief(e.getProblem(), 150);
        if (e.getContext() == null || e.getContextMark().isEmpty()) {
            return problem;
        }
        return problem + " (" + e.getContext() + " from line "
                + line(e.getContextMark().get()) + ")";
    }
}
