package io.dertwin.runtime.settings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Locale;

/** Reads a JSON text. */
final class JsonDocument {

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final JsonParser parser;
    private final TreeBuilder tree;

    private JsonDocument(JsonParser parser, TreeBuilder tree) {
        this.parser = parser;
        this.tree = tree;
    }

    static Node read(String fileName, String text) {
        TreeBuilder tree = new TreeBuilder(fileName);
        try (JsonParser parser = JSON.createParser(text)) {
            return new JsonDocument(parser, tree).read();
        } catch (JsonEOFException e) {
            throw tree.invalid(line(e), "is not valid JSON: it ends too early; a bracket or a quote is not closed");
        } catch (JsonProcessingException e) {
            throw tree.invalid(line(e), "is not valid JSON: " + explain(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Node read() throws IOException {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (tree.isComplete()) {
                throw tree.invalid(line(), "is not valid JSON: there is more text after its end");
            }
            take(token);
        }
        return tree.root();
    }

    private void take(JsonToken token) throws IOException {
        switch (token) {
            case START_OBJECT -> tree.startMapping(line());
            case START_ARRAY -> tree.startSequence(line());
            case END_OBJECT, END_ARRAY -> tree.end();
            case FIELD_NAME -> tree.key(parser.currentName(), line());
            case VALUE_STRING -> tree.scalar(parser.getText(), line());
            case VALUE_NUMBER_INT -> tree.scalar(whole(), line());
            case VALUE_NUMBER_FLOAT -> tree.scalar(parser.getDoubleValue(), line());
            case VALUE_TRUE -> tree.scalar(true, line());
            case VALUE_FALSE -> tree.scalar(false, line());
            case VALUE_NULL -> tree.scalar(null, line());
            default -> throw new IllegalStateException("no such token in a text: " + token);
        }
    }

    private Object whole() throws IOException {
        BigInteger number =
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? parser.getBigIntegerValue() : null;
        return number == null ? (Object) parser.getLongValue() : number;
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private static int line(JsonProcessingException e) {
        return e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    }

    /** The parser's words, without those that are meant for programmers. */
    private static String explain(String message) {
        if (message.contains("maybe a (non-standard) comment")) {
            return "JSON has no comments; a \"comment\" key is ignored";
        }
        if (message.startsWith("Illegal unquoted character")) {
            return "a text may not hold a tab or a line break; write \\t or \\n";
        }
        String words = message.replaceAll("\\[Source: .*?; line: (\\d+), column: \\d+\\]", "line $1")
                .replaceAll(
                        " \\(code [^)]*\\)|: enable .*|: was expecting \\(JSON String, .*\\)|, from `.*`| \\(JSON String, .*\\)",
                        "")
                .replace("Non-standard token", "there is no number");
        return words.substring(0, 1).toLowerCase(Locale.ROOT) + Node.brief(words.substring(1), 150);
    }
}
