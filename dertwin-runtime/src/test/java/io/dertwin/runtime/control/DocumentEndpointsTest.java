package io.dertwin.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dertwin.runtime.control.ControlledSite.Answer;
import io.dertwin.runtime.site.Site;
import io.dertwin.runtime.site.SiteReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DocumentEndpointsTest {

    @TempDir
    Path folder;

    @Test
    void should_describe_every_route_and_no_other() throws Exception {
        try (ControlledSite site = ControlledSite.start(folder)) {
            JsonNode api = site.get("/openapi.json").json();
            List<String> described = new ArrayList<>();
            api.path("paths")
                    .properties()
                    .forEach(path -> path.getValue()
                            .fieldNames()
                            .forEachRemaining(
                                    method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

            assertThat(api.path("openapi").asText()).isEqualTo("3.0.3");
            assertThat(described).containsExactlyInAnyOrderElementsOf(routes());
        }
    }

    @Test
    void should_describe_the_parameters_that_each_route_takes() throws Exception {
        ApiDocument document = ApiDocument.read();
        Map<String, List<String>> described = new LinkedHashMap<>();
        document.operations()
                .forEach(operation -> described.put(
                        operation.toString(),
                        document.parameters(operation, "query").stream()
                                .map(parameter -> parameter.path("name").asText())
                                .toList()));

        assertThat(endpoints())
                .allSatisfy(route -> assertThat(described.get(route.method() + " " + route.path()))
                        .as(route.path())
                        .containsExactlyInAnyOrderElementsOf(route.parameters().orElse(Set.of())));
    }

    @Test
    void should_be_readable_without_a_network() throws Exception {
        try (ControlledSite site = ControlledSite.start(folder)) {
            assertThat(site.get("/docs").contentType()).isEqualTo("text/html; charset=utf-8");
            assertThat(site.get("/docs").text()).contains("/openapi.json").doesNotContain("https://", "http://");
        }
    }

    @Test
    void should_describe_every_kind_of_fault_with_all_its_keys() throws Exception {
        try (ControlledSite site = ControlledSite.start(folder)) {
            JsonNode schemas =
                    site.get("/openapi.json").json().path("components").path("schemas");
            List<String> described = new ArrayList<>();
            for (JsonNode group : schemas.at("/Fault/oneOf")) {
                for (JsonNode kind : resolved(schemas, group).path("oneOf")) {
                    described.add(kind.path("title").asText());
                    ObjectNode fault = example(schemas, kind);
                    Answer added = site.post("/api/v1/faults", fault.toString());

                    assertThat(added.status()).as(fault + " → " + added.text()).isEqualTo(201);
                    assertThat(properties(schemas, kind).keySet())
                            .as("keys of " + kind.path("title"))
                            .containsAll(names(
                                    ((ObjectNode) added.json()).without(List.of("state", "hits", "probability"))));
                }
            }
            String unknown = site.post("/api/v1/faults", "{'kind':'?','device':'bess-1'}")
                    .detail();
            assertThat(unknown).startsWith("kind: must be one of " + String.join(", ", described) + ", but is \"?\"");
        }
    }

    /** A fault with every key that the kind is described with, but for those that exclude each other. */
    private static ObjectNode example(JsonNode schemas, JsonNode kind) {
        ObjectNode fault = JsonNodeFactory.instance.objectNode();
        properties(schemas, kind).forEach((name, schema) -> fault.set(name, value(name, schema)));
        fault.remove(List.of("at", "registers", "id", "binding"));
        return fault.put("device", "bess-1");
    }

    private static JsonNode value(String name, JsonNode schema) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (name) {
            case "register" -> json.textNode("system_soc");
            case "functions" -> json.arrayNode().add(3);
            case "every" -> json.textNode("PT1H");
            case "value" -> json.numberNode(1);
            default ->
                schema.has("example")
                        ? schema.get("example")
                        : schema.path("enum").path(0).isMissingNode()
                                ? schema.has("default") ? schema.get("default") : schema.path("minimum")
                                : schema.path("enum").path(0);
        };
    }

    private static Map<String, JsonNode> properties(JsonNode schemas, JsonNode kind) {
        Map<String, JsonNode> properties = new LinkedHashMap<>();
        for (JsonNode part : kind.path("allOf")) {
            resolved(schemas, part)
                    .path("properties")
                    .properties()
                    .forEach(one -> properties.put(one.getKey(), one.getValue()));
        }
        return properties;
    }

    private static JsonNode resolved(JsonNode schemas, JsonNode schema) {
        String reference = schema.path("$ref").asText();
        return reference.isEmpty() ? schema : schemas.path(reference.substring(reference.lastIndexOf('/') + 1));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private List<String> routes() throws Exception {
        return endpoints().stream()
                .map(route -> route.method() + " " + route.path())
                .toList();
    }

    private List<Routes.Route> endpoints() throws Exception {
        Path file = Files.writeString(folder.resolve("other.json"), ControlledSite.SITE);
        try (Site site = new Site(SiteReader.read(file));
                Endpoints endpoints = new Endpoints(site, "1")) {
            return endpoints.routes().all();
        }
    }
}
