package io.dertwin.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ghgande.j2mod.modbus.facade.ModbusTCPMaster;
import com.ghgande.j2mod.modbus.procimg.Register;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import io.dertwin.runtime.control.ApiDocument.Operation;
import io.dertwin.runtime.control.http.RawClient;
import io.dertwin.runtime.control.http.RawClient.Answer;
import io.dertwin.runtime.protocol.Endpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for every operation that there is and will be, over the wire: the document's examples work and are answered as
 * the document says, and nobody who means ill gets further than a problem. An operation joins by being described.
 */
@Timeout(120)
class EveryOperationTest {

    private static final String TOKEN = "s3cret";
    private static final String AUTHORIZED = "Authorization: Bearer " + TOKEN;
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW");

    /** Operations that take as long as they are told to: what they accept is not sent to them here. */
    private static final List<String> PATIENT = List.of("/api/v1/clock/advance", "/api/v1/journal/wait");

    private static final List<String> HOSTILE_VALUES = List.of(
            "1e400",
            "-1e400",
            "1e300",
            "-1",
            "0.1",
            "99999999999999999999999",
            "1e-320",
            "true",
            "[]",
            "{}",
            "[[[[[1]]]]]",
            "{\"a\":{\"a\":{}}}",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"" + "x".repeat(5_000) + "\"",
            "\"../../etc/passwd\"",
            "\"-PT1S\"",
            "\"PT99999999999999999999S\"",
            "\"P1000000000D\"",
            "\"PT1E9S\"",
            "\"NaN\"");

    private static final List<String> HOSTILE_BODIES = List.of(
            "",
            "{",
            "nonsense",
            "null",
            "1",
            "\"text\"",
            "[]",
            "[{}]",
            "{} {}",
            "{\"a\":1,\"a\":2}",
            "{\"no such key\":1}",
            "{\"a\":NaN}",
            "{'a':1}",
            "{\"a\":" + "[".repeat(20_000),
            "{\"a\":".repeat(20_000),
            "{\"a\":1" + "0".repeat(100_000) + "}",
            "\ufeff{\"no such key\":1}");

    private static final List<String> HOSTILE_TEXTS = List.of(
            "",
            "NaN",
            "-Infinity",
            "1e400",
            "-1e400",
            "1e300",
            "-1",
            "0x1p3",
            "1d",
            "PT99999999999999999999S",
            "-PT1S",
            "%00",
            "%0d%0aSet-Cookie:%20a",
            "%ff",
            "%",
            "%zz",
            "..%2f..%2fetc%2fpasswd",
            ",,,,",
            "%f0%9f%98%80",
            "a".repeat(5_000));

    private static final List<String> HOSTILE_SEGMENTS = List.of(
            "..",
            "%2e%2e",
            "..%2f",
            "%2e%2e%2fsite",
            "a%2fb",
            "a%5cb",
            "%00",
            "bess-1%00",
            "%0d%0a",
            "%",
            "%zz",
            "%ff",
            "%f0%9f%98%80",
            "a".repeat(5_000));

    private final ApiDocument document = ApiDocument.read();

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("operations")
    void should_do_and_answer_what_the_document_shows(Operation operation) throws Exception {
        for (Map.Entry<String, String> example :
                document.exampleBodies(operation).entrySet()) {
            try (ControlledSite site = ready(Optional.of(TOKEN))) {
                Answer answer = request(operation, document.exampleTarget(operation))
                        .with(AUTHORIZED)
                        .json(body(site, operation, example.getValue()))
                        .to(site.address());

                assertThat(answer.status())
                        .as(operation + ", " + example.getKey() + ": " + answer.body())
                        .isEqualTo(operation.success());
                requireAsDescribed(operation, answer);
            }
        }
    }

    /** A snapshot is not something to be shown in a document; it is taken first. */
    private static String body(ControlledSite site, Operation operation, String example) throws IOException {
        return operation.path().equals("/api/v1/restore")
                ? WireRequest.of("GET", "/api/v1/snapshot")
                        .with(AUTHORIZED)
                        .to(site.address())
                        .body()
                : example;
    }

    @ParameterizedTest
    @MethodSource("operations")
    void should_want_the_token_if_there_is_one(Operation operation) throws Exception {
        try (ControlledSite site = ControlledSite.start(folder, Optional.of(TOKEN))) {
            WireRequest request = request(operation, document.examplePath(operation));
            for (String authorization : List.of(
                    "X-Nothing: 1",
                    "Authorization: Bearer",
                    "Authorization: Bearer s3cre",
                    "Authorization: Bearer s3crets",
                    "Authorization: Basic czNjcmV0",
                    "Authorization: s3cret")) {
                Answer answer = request.with(authorization).to(site.address());

                assertThat(answer.status() == 401).as(authorization).isEqualTo(operation.needsToken());
                if (operation.needsToken()) {
                    requireProblem(operation, answer);
                    assertThat(answer.headers()).containsEntry("www-authenticate", "Bearer");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void should_refuse_other_methods_and_name_those_there_are(Operation operation) throws Exception {
        List<String> known = document.operations().stream()
                .filter(other -> other.path().equals(operation.path()))
                .flatMap(other -> other.method().equals("GET") ? Stream.of("GET", "HEAD") : Stream.of(other.method()))
                .toList();
        try (ControlledSite site = ControlledSite.start(folder)) {
            for (String method : METHODS) {
                if (!known.contains(method)) {
                    Answer answer = WireRequest.of(method, document.examplePath(operation))
                            .to(site.address());

                    assertThat(answer.status()).as(method).isEqualTo(405);
                    assertThat(answer.headers().get("allow").split(", ")).containsExactlyInAnyOrderElementsOf(known);
                    requireProblem(operation, answer);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operationsWithBody")
    void should_refuse_bodies_that_are_none(Operation operation) throws Exception {
        try (ControlledSite site = ready(Optional.empty())) {
            for (String body : HOSTILE_BODIES) {
                WireRequest request = request(operation, document.examplePath(operation))
                        .with("Content-Type: application/json")
                        .body(body.getBytes(StandardCharsets.UTF_8));
                Answer answer = request.to(site.address());

                assertThat(answer.status()).as(request.toString()).isEqualTo(400);
                requireProblem(operation, answer);
            }
            Answer tooLong = request(operation, document.examplePath(operation))
                    .json("[" + "1,".repeat(150_000) + "1]")
                    .to(site.address());
            assertThat(tooLong.status()).isEqualTo(operation.path().equals("/api/v1/restore") ? 400 : 413);
            requireProblem(operation, tooLong);
            for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "application/xml", "json")) {
                Answer answer = request(operation, document.examplePath(operation))
                        .with("Content-Type: " + type)
                        .body("{}".getBytes(StandardCharsets.UTF_8))
                        .to(site.address());

                assertThat(answer.status()).as(type).isEqualTo(415);
                requireProblem(operation, answer);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void should_refuse_a_huge_body_before_it_is_sent(Operation operation) throws Exception {
        try (ControlledSite site = ControlledSite.start(folder)) {
            for (String framing : List.of(
                    "Content-Length: 100000000000",
                    "Content-Length: 99999999999999999999",
                    "Transfer-Encoding: chunked\r\nExpect: 100-continue")) {
                try (RawClient client = new RawClient(site.address())) {
                    request(operation, document.examplePath(operation))
                            .with("Content-Type: application/json")
                            .with(framing)
                            .sendTo(client);
                    if (framing.contains("chunked")) {
                        assertThat(client.answer().status()).isEqualTo(100);
                        client.send("7fffffff\r\n");
                    }
                    Answer answer = client.answer();
                    assertThat(answer.status()).as(framing).isIn(400, 413);
                    requireProblem(operation, answer);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operationsWithBody")
    void should_refuse_hostile_values_as_the_document_says(Operation operation) throws Exception {
        JsonNode schema = document.bodySchema(operation);
        try (ControlledSite site = ready(Optional.empty())) {
            for (String example : document.exampleBodies(operation).values()) {
                for (String key : document.bodyKeys(schema)) {
                    for (String value : HOSTILE_VALUES) {
                        String body = with(example, key, value);
                        boolean fits = document.faults(schema, ApiDocument.JSON.readTree(body))
                                .isEmpty();
                        if (!fits || !PATIENT.contains(operation.path())) {
                            WireRequest request = request(operation, document.examplePath(operation))
                                    .json(body);
                            Answer answer = request.to(site.address());
                            requireHarmless(operation, request, answer);
                            assertThat(fits || answer.status() == 400)
                                    .as("%s → %s %s", request, answer.status(), answer.body())
                                    .isTrue();
                        }
                    }
                }
            }
            assertThat(site.get("/health").status()).isEqualTo(200);
        }
    }

    private static String with(String example, String key, String value) throws IOException {
        var body = (com.fasterxml.jackson.databind.node.ObjectNode) ApiDocument.JSON.readTree(example);
        return body.put(key, "@").toString().replace("\"@\"", value);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void should_refuse_hostile_parameters(Operation operation) throws Exception {
        String path = document.examplePath(operation);
        try (ControlledSite site = ready(Optional.empty())) {
            for (JsonNode parameter : document.parameters(operation, "query")) {
                String name = parameter.path("name").asText();
                boolean isNumber = parameter.at("/schema/type").asText().matches("number|integer");
                for (String text : HOSTILE_TEXTS) {
                    WireRequest request = request(operation, path + "?" + name + "=" + text);
                    Answer answer = request.to(site.address());
                    requireHarmless(operation, request, answer);
                    assertThat(!isNumber || text.matches("-1|1e300") || answer.status() == 400)
                            .as("%s → %s %s", request, answer.status(), answer.body())
                            .isTrue();
                }
                WireRequest twice = request(operation, path + "?" + name + "=1&" + name + "=1");
                assertThat(twice.to(site.address()).status())
                        .as(twice.toString())
                        .isEqualTo(400);
            }
            if (operation.path().startsWith("/api/")) {
                WireRequest unknown =
                        request(operation, path + "?no_such_parameter=1").json(exampleBody(operation));
                Answer answer = unknown.to(site.address());
                assertThat(answer.status()).as(unknown.toString()).isEqualTo(400);
                assertThat(answer.body()).contains("unknown key 'no_such_parameter'");
            }
        }
    }

    private String exampleBody(Operation operation) {
        return document.exampleBodies(operation).values().iterator().next();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void should_refuse_tricks_in_the_path(Operation operation) throws Exception {
        try (ControlledSite site = ControlledSite.start(folder)) {
            String stem = operation.path().replaceFirst("\\{.*", "");
            for (String segment : HOSTILE_SEGMENTS) {
                for (String path : List.of(
                        operation.path().contains("{")
                                ? operation.path().replaceFirst("\\{[^}]*}", segment)
                                : stem + "/" + segment,
                        "/" + segment + operation.path())) {
                    WireRequest request = request(operation, path).json(exampleBody(operation));
                    Answer answer = request.to(site.address());

                    assertThat(answer.status()).as(request.toString()).isIn(400, 404, 405);
                    requireProblem(operation, answer);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operationsOnSomething")
    void should_name_the_nearest_thing_there_is(Operation operation) throws Exception {
        try (ControlledSite site = ready(Optional.empty())) {
            String known = document.parameters(operation, "path")
                    .get(0)
                    .path("example")
                    .asText();
            WireRequest request = request(
                            operation, document.examplePath(operation).replace(known, known + "x"))
                    .json(exampleBody(operation));
            Answer answer = request.to(site.address());

            assertThat(answer.status()).as(request.toString()).isEqualTo(404);
            assertThat(answer.body()).contains("did you mean '" + known + "'?");
            requireProblem(operation, answer);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void should_keep_web_pages_of_other_origins_out(Operation operation) throws Exception {
        try (ControlledSite site = ControlledSite.start(folder)) {
            Answer foreign = request(operation, document.examplePath(operation))
                    .with("Origin: http://evil.example")
                    .to(site.address());

            assertThat(foreign.status()).isEqualTo(403);
            assertThat(foreign.headers()).doesNotContainKey("access-control-allow-origin");
            requireProblem(operation, foreign);
        }
    }

    private static void requireHarmlessStatus(WireRequest request, Answer answer) {
        assertThat(answer.status()).as("%s → %s", request, answer.body()).isLessThan(500);
    }

    private void requireHarmless(Operation operation, WireRequest request, Answer answer) throws IOException {
        requireHarmlessStatus(request, answer);
        requireAsDescribed(operation, answer);
    }

    private void requireProblem(Operation operation, Answer answer) throws IOException {
        assertThat(answer.headers().get("content-type")).isEqualTo(ApiDocument.PROBLEM_TYPE);
        requireAsDescribed(operation, answer);
        assertThat(ApiDocument.JSON.readTree(answer.body()).path("status").asInt())
                .isEqualTo(answer.status());
    }

    private void requireAsDescribed(Operation operation, Answer answer) throws IOException {
        String type = answer.headers().getOrDefault("content-type", "");
        if (answer.status() == 204) {
            assertThat(answer.body()).isEmpty();
            return;
        }
        JsonNode content = document.content(operation, answer.status(), type);
        assertThat(content)
                .as("%s answers with %s %s", operation, answer.status(), type)
                .isNotEmpty();
        if (type.endsWith("json")) {
            assertThat(document.faults(content.path("schema"), ApiDocument.JSON.readTree(answer.body())))
                    .as(operation + " → " + answer.body())
                    .isEmpty();
        }
    }

    private static WireRequest request(Operation operation, String target) {
        return WireRequest.of(operation.method(), target);
    }

    /** A site to which something has happened already, so that there is something to show, to find and to take away. */
    private ControlledSite ready(Optional<String> token) throws Exception {
        ControlledSite site = ControlledSite.start(folder, token);
        Endpoint bess = site.site().endpoints(site.site().device("bess-1")).get(0);
        ModbusTCPMaster ems = new ModbusTCPMaster(bess.host(), bess.port());
        ems.connect();
        ems.readInputRegisters(1, 32_002, 1);
        ems.writeMultipleRegisters(1, 10_126, new Register[] {new SimpleRegister(0xFFFF), new SimpleRegister(0xFF38)});
        ems.disconnect();
        for (WireRequest request : List.of(
                WireRequest.of("POST", "/api/v1/events")
                        .with(AUTHORIZED)
                        .json("{\"kind\":\"frequency\",\"delta_hz\":-0.5,\"duration\":\"PT1H\"}"),
                WireRequest.of("POST", "/api/v1/faults")
                        .with(AUTHORIZED)
                        .json("{\"kind\":\"delay\",\"device\":\"bess-1\",\"ms\":1,\"duration\":\"PT1H\"}"),
                WireRequest.of("POST", "/api/v1/clock/advance").with(AUTHORIZED).json("{\"duration\":\"PT1M\"}"))) {
            assertThat(request.to(site.address()).status()).isLessThan(300);
        }
        return site;
    }

    static List<Operation> operations() {
        return ApiDocument.read().operations();
    }

    static List<Operation> operationsWithBody() {
        return operations().stream().filter(Operation::hasBody).toList();
    }

    static List<Operation> operationsOnSomething() {
        return operations().stream()
                .filter(operation -> operation.path().contains("{"))
                .toList();
    }
}
