package io.dertwin.runtime.control;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The document that describes the control channel, as its reader takes it: which operations there are, what to send them,
 * and whether what comes back is what was promised.
 */
final class ApiDocument {

    static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    static final String JSON_TYPE = "application/json";
    static final String PROBLEM_TYPE = "application/problem+json";
    static final String STREAM_TYPE = "text/event-stream";

    private final JsonNode document;
    private final Map<JsonNode, Schema> schemas = new HashMap<>();
    private final SchemaRegistry registry = SchemaRegistry.withDialect(Dialects.getOpenApi30());

    private ApiDocument(JsonNode document) {
        this.document = document;
    }

    static ApiDocument read() {
        try (InputStream in = ControlServer.class.getResourceAsStream("openapi.json")) {
            return new ApiDocument(JSON.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An operation as it is described. */
    record Operation(String method, String path, JsonNode description) {

        boolean needsToken() {
            return !description.has("security");
        }

        boolean hasBody() {
            return description.has("requestBody");
        }

        /** The status of success. */
        int success() {
            List<String> statuses = new ArrayList<>();
            description.path("responses").fieldNames().forEachRemaining(statuses::add);
            return statuses.stream()
                    .filter(status -> status.startsWith("2"))
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(this + " describes no success"));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    JsonNode tree() {
        return document;
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.add(new Operation(
                                operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()))));
        return operations;
    }

    /** The parameters of an operation in the path or in the query, with references followed. */
    List<JsonNode> parameters(Operation operation, String place) {
        List<JsonNode> parameters = new ArrayList<>();
        operation.description().path("parameters").forEach(one -> {
            JsonNode parameter = resolved(one);
            if (parameter.path("in").asText().equals(place)) {
                parameters.add(parameter);
            }
        });
        return parameters;
    }

    /** What to ask for: the path with the examples of its variables. */
    String examplePath(Operation operation) {
        String path = operation.path();
        for (JsonNode variable : parameters(operation, "path")) {
            path = path.replace(
                    "{" + variable.path("name").asText() + "}",
                    variable.path("example").asText());
        }
        return path;
    }

    /** The same, with the examples of all parameters that have one. */
    String exampleTarget(Operation operation) {
        String query = parameters(operation, "query").stream()
                .filter(parameter -> parameter.has("example"))
                .map(parameter -> parameter.path("name").asText() + "="
                        + URLEncoder.encode(parameter.path("example").asText(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return examplePath(operation) + (query.isEmpty() ? "" : "?" + query);
    }

    /** Bodies that the operation shows as examples, by their names; one that is empty if it takes none. */
    Map<String, String> exampleBodies(Operation operation) {
        Map<String, String> bodies = new LinkedHashMap<>();
        JsonNode content = operation.description().at("/requestBody/content").path(JSON_TYPE);
        content.path("examples")
                .properties()
                .forEach(one ->
                        bodies.put(one.getKey(), one.getValue().path("value").toString()));
        if (content.has("example")) {
            bodies.put("example", content.path("example").toString());
        }
        return operation.hasBody() ? bodies : Map.of("nothing", "");
    }

    JsonNode bodySchema(Operation operation) {
        return operation
                .description()
                .at("/requestBody/content")
                .path(JSON_TYPE)
                .path("schema");
    }

    /** Names of all keys that a body may have at its top. */
    Set<String> bodyKeys(JsonNode schema) {
        JsonNode followed = resolved(schema);
        Set<String> keys = new LinkedHashSet<>();
        followed.path("properties").fieldNames().forEachRemaining(keys::add);
        followed.path("oneOf").forEach(one -> keys.addAll(bodyKeys(one)));
        followed.path("allOf").forEach(one -> keys.addAll(bodyKeys(one)));
        return keys;
    }

    /** The content that an answer may have, by its type; nothing if the document knows no such answer. */
    JsonNode content(Operation operation, int status, String contentType) {
        JsonNode responses = operation.description().path("responses");
        JsonNode response = resolved(responses.path(responses.has("" + status) ? "" + status : "default"));
        return response.path("content").path(contentType.replaceFirst(";.*", ""));
    }

    /** What of a value is not as a schema of this document has it. */
    List<String> faults(JsonNode schema, JsonNode value) {
        return schemas.computeIfAbsent(schema, this::compiled).validate(value).stream()
                .map(Error::toString)
                .toList();
    }

    private Schema compiled(JsonNode schema) {
        ObjectNode root = JSON.createObjectNode();
        root.putArray("allOf").add(schema);
        root.set("components", document.path("components"));
        return registry.getSchema(root);
    }

    JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : resolved(document.at(reference.substring(1)));
    }
}
