package io.dertwin.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dertwin.runtime.control.ApiDocument.Operation;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The description of the control channel by itself; what it promises is held against the wire elsewhere. */
class OpenApiTest {

    private final ApiDocument document = ApiDocument.read();

    @Test
    void should_be_valid_to_a_parser_of_somebody_else() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        SwaggerParseResult result =
                new OpenAPIV3Parser().readContents(document.tree().toString(), List.of(), options);

        assertThat(result.getMessages()).isEmpty();
        assertThat(result.getOpenAPI().getPaths())
                .hasSize(document.tree().path("paths").size());
        assertThat(result.getOpenAPI().getComponents().getSecuritySchemes()).containsOnlyKeys("token");
    }

    @Test
    void should_have_no_reference_that_leads_nowhere_and_nothing_that_nobody_refers_to() {
        Set<String> references = new HashSet<>();
        collectReferences(document.tree(), references);

        assertThat(references)
                .allSatisfy(reference -> assertThat(
                                document.tree().at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
        for (String part : List.of("parameters", "responses", "schemas")) {
            document.tree()
                    .path("components")
                    .path(part)
                    .fieldNames()
                    .forEachRemaining(name -> assertThat(references)
                            .as("what refers to something")
                            .anyMatch(reference -> reference.equals("#/components/" + part + "/" + name)
                                    || name.startsWith("Streamed")));
        }
    }

    private static void collectReferences(JsonNode node, Set<String> references) {
        if (node.path("$ref").isTextual()) {
            references.add(node.path("$ref").asText());
        }
        node.forEach(child -> collectReferences(child, references));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void should_say_all_there_is_to_say(Operation operation) {
        JsonNode description = operation.description();

        assertThat(description.path("summary").asText()).isNotBlank();
        assertThat(description.path("operationId").asText()).isNotBlank();
        assertThat(tags()).contains(description.path("tags").path(0).asText());
        assertThat(document.resolved(description.at("/responses/default"))
                        .path("content")
                        .has("application/problem+json"))
                .as("problems")
                .isTrue();
        if (operation.success() != 204) {
            JsonNode content =
                    description.path("responses").path("" + operation.success()).path("content");
            assertThat(content).as("content of success").isNotEmpty();
            content.forEach(type -> assertThat(type.path("schema")).isNotEmpty());
        }
        for (String place : List.of("path", "query")) {
            for (JsonNode parameter : document.parameters(operation, place)) {
                assertThat(parameter.path("description").asText())
                        .as(parameter.path("name").asText())
                        .isNotBlank();
                assertThat(parameter.path("schema")).isNotEmpty();
                assertThat(place.equals("query") || parameter.has("example"))
                        .as("an example of what stands in the path")
                        .isTrue();
            }
        }
        if (operation.hasBody()) {
            assertThat(document.resolved(document.bodySchema(operation))).isNotEmpty();
            assertThat(document.exampleBodies(operation)).isNotEmpty();
        }
    }

    @Test
    void should_have_examples_that_are_as_their_schemas_have_them() {
        for (Operation operation : document.operations()) {
            document.exampleBodies(operation).forEach((name, body) -> {
                if (!body.isEmpty()) {
                    assertThat(document.faults(document.bodySchema(operation), parse(body)))
                            .as(operation + ": " + name)
                            .isEmpty();
                }
            });
        }
    }

    @Test
    void should_name_every_operation_differently() {
        assertThat(document.operations().stream()
                        .map(operation ->
                                operation.description().path("operationId").asText()))
                .doesNotHaveDuplicates();
    }

    private static JsonNode parse(String text) {
        try {
            return ApiDocument.JSON.readTree(text);
        } catch (java.io.IOException e) {
            throw new AssertionError(text, e);
        }
    }

    private List<String> tags() {
        List<String> tags = new ArrayList<>();
        document.tree().path("tags").forEach(tag -> tags.add(tag.path("name").asText()));
        return tags;
    }

    static List<Operation> operations() {
        return ApiDocument.read().operations();
    }
}
