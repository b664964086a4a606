package io.dertwin.runtime.control;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dertwin.runtime.control.http.HttpException;
import io.dertwin.runtime.control.http.Response;
import io.dertwin.runtime.settings.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON in and out. */
final class Json {

    static final String CONTENT_TYPE = "application/json";

    private static final int MOST_BYTES = 256 << 10;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static Response ok(JsonNode content) {
        return Response.of(200, CONTENT_TYPE, bytes(content));
    }

    static byte[] bytes(JsonNode content) {
        try {
            return MAPPER.writeValueAsBytes(content);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Something that writes itself: what is long would take up many times its length as a tree. */
    interface Content {

        void write(JsonGenerator json) throws IOException;
    }

    static byte[] bytes(Content content) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder()) {
            try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
                content.write(json);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A number as JSON can hold it: what is not a number is null. */
    static void put(ObjectNode target, String name, double value) {
        if (Double.isFinite(value)) {
            target.put(name, value);
        } else {
            target.putNull(name);
        }
    }

    /** A request's body as the reader of settings takes it: a tree takes up many times the bytes that it is read from. */
    static Node parse(byte[] body) {
        if (body.length > MOST_BYTES) {
            throw new HttpException(413, "the body must be at most " + MOST_BYTES + " bytes long");
        }
        if (body.length == 0) {
            throw new HttpException(400, "the body is missing: it must be a JSON object");
        }
        try {
            return node(MAPPER.readTree(body));
        } catch (JsonProcessingException e) {
            throw new HttpException(400, "the body is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Node node(JsonNode json) {
        if (json.isObject()) {
            Map<Node.Key, Node> entries = new LinkedHashMap<>();
            json.properties().forEach(entry -> entries.put(new Node.Key(entry.getKey(), 0), node(entry.getValue())));
            return new Node.Mapping(0, entries);
        }
        if (json.isArray()) {
            List<Node> items = new ArrayList<>();
            json.forEach(item -> items.add(node(item)));
            return new Node.Sequence(0, items);
        }
        return new Node.Scalar(0, scalar(json));
    }

    private static Object scalar(JsonNode json) {
        if (json.isBoolean()) {
            return json.booleanValue();
        }
        if (json.isNumber()) {
            return json.canConvertToLong() && json.isIntegralNumber() ? (Object) json.longValue() : json.doubleValue();
        }
        return json.isTextual() ? json.textValue() : null;
    }
}
