package io.dertwin.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dertwin.runtime.control.http.RawClient;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DashboardEndpointsTest {

    private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"(/web/[^\"]+)\"|from '\\./([^']+)'");

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private ControlledSite site;

    @BeforeEach
    void start() throws IOException {
        site = ControlledSite.start(folder, Optional.of("s3cret"));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void should_serve_the_page_and_all_that_it_is_made_of_without_a_token() throws Exception {
        Map<String, HttpResponse<String>> files = everything();

        assertThat(files.keySet())
                .contains("/", "/web/dashboard.css", "/web/charts.js", "/web/uPlot.iife.min.js", "/web/api.js")
                .hasSizeGreaterThan(12);
        assertThat(files.values()).allSatisfy(file -> {
            assertThat(file.statusCode()).as(file.uri().toString()).isEqualTo(200);
            assertThat(file.body()).isNotBlank().doesNotContain("s3cret");
        });
    }

    /** The page, and whatever it or one of its files refers to. */
    private Map<String, HttpResponse<String>> everything() throws Exception {
        Map<String, HttpResponse<String>> files = new LinkedHashMap<>();
        Deque<String> wanted = new ArrayDeque<>();
        wanted.add("/");
        while (!wanted.isEmpty()) {
            String path = wanted.remove();
            HttpResponse<String> file = send(site.request(path).GET());
            files.put(path, file);
            REFERENCE
                    .matcher(file.body())
                    .results()
                    .map(reference -> reference.group(1) != null ? reference.group(1) : "/web/" + reference.group(2))
                    .filter(found -> !files.containsKey(found) && !wanted.contains(found))
                    .forEach(wanted::add);
        }
        return files;
    }

    @Test
    void should_let_nothing_in_but_its_own_files() throws Exception {
        assertThat(everything().values()).allSatisfy(file -> {
            assertThat(header(file, "content-security-policy"))
                    .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                    .contains("connect-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                    .doesNotContain("unsafe", "http:", "https:");
            assertThat(header(file, "x-content-type-options")).isEqualTo("nosniff");
        });
    }

    @Test
    void should_never_make_markup_of_what_a_site_is_called() throws Exception {
        everything().forEach((path, file) -> {
            if (path.endsWith(".js") && !path.contains("uPlot")) {
                assertThat(file.body())
                        .as(path)
                        .doesNotContain(
                                "innerHTML",
                                "outerHTML",
                                "insertAdjacentHTML",
                                "document.write",
                                "eval(",
                                "new Function");
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "/,text/html; charset=utf-8",
        "/web/dashboard.html,text/html; charset=utf-8",
        "/web/dashboard.js,text/javascript; charset=utf-8",
        "/web/uPlot.iife.min.js,text/javascript; charset=utf-8",
        "/web/charts.css,text/css; charset=utf-8",
        "/web/icon.svg,image/svg+xml"
    })
    void should_say_what_each_file_is(String path, String contentType) throws Exception {
        assertThat(header(send(site.request(path).GET()), "content-type")).isEqualTo(contentType);
    }

    @Test
    void should_not_send_again_what_the_browser_has() throws Exception {
        HttpResponse<String> first = send(site.request("/web/dashboard.js").GET());
        String tag = header(first, "etag");
        HttpResponse<String> again = send(
                site.request("/web/dashboard.js").header("If-None-Match", tag).GET());
        HttpResponse<String> oneOfTwo = send(site.request("/web/dashboard.js")
                .header("If-None-Match", "\"other\", " + tag)
                .GET());
        HttpResponse<String> other = send(site.request("/web/dashboard.js")
                .header("If-None-Match", "\"other\"")
                .GET());

        assertThat(tag).matches("\"[0-9a-f]{24}\"");
        assertThat(header(first, "cache-control")).isEqualTo("no-cache");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(header(again, "etag")).isEqualTo(tag);
        assertThat(oneOfTwo.statusCode()).isEqualTo(304);
        assertThat(other.statusCode()).isEqualTo(200);
    }

    @Test
    void should_go_on_with_the_connection_after_an_answer_without_a_body() throws Exception {
        String get = "GET /web/icon.svg HTTP/1.1\r\nHost: localhost\r\n";
        try (RawClient raw = new RawClient(site.address())) {
            RawClient.Answer first = raw.ask(get + "\r\n");
            RawClient.Answer known =
                    raw.ask(get + "If-None-Match: " + first.headers().get("etag") + "\r\n\r\n");
            RawClient.Answer third = raw.ask(get + "\r\n");

            assertThat(known.status()).isEqualTo(304);
            assertThat(known.headers()).doesNotContainKey("content-length");
            assertThat(third).isEqualTo(first);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/site",
                "/api/v1/stream",
                "/api/v1/devices/bess-1/registers",
                "/web",
                "/web/",
                "/web/a/b",
                "//",
                "/dashboard.html"
            })
    void should_want_the_token_for_everything_else(String path) throws Exception {
        try (RawClient raw = new RawClient(site.address())) {
            int status = raw.ask("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .status();

            assertThat(status).isEqualTo(path.equals("/web/") ? 404 : 401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void should_want_the_token_for_everything_but_looking(String method) throws Exception {
        try (RawClient raw = new RawClient(site.address())) {
            assertThat(raw.ask(method + " / HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .status())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/web/dashbord.js|404|the dashboard has no file 'dashbord.js', did you mean 'dashboard.js'?",
                "/web/%2e%2e%2fcontrol%2fopenapi.json|400|the path must not contain '.' or '..' segments or encoded slashes",
                "/web/../control/openapi.json|400|the path must not contain '.' or '..' segments or encoded slashes",
                "/web/openapi.json|404|the dashboard has no file 'openapi.json'",
                "/web/DASHBOARD.JS|404|the dashboard has no file 'DASHBOARD.JS'"
            })
    void should_have_no_other_files(String path, int status, String detail) throws Exception {
        try (RawClient raw = new RawClient(site.address())) {
            RawClient.Answer answer = raw.ask("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.body()).contains(detail);
        }
    }

    @Test
    void should_be_offered_by_the_description_without_a_token() throws Exception {
        HttpResponse<String> description = send(site.request("/openapi.json")
                .header("Authorization", "Bearer s3cret")
                .GET());
        JsonNode paths =
                new ControlledSite.Answer(200, "", description.body()).json().path("paths");

        assertThat(paths.path("/").at("/get/security")).isEmpty();
        assertThat(paths.path("/web/{name}").at("/get/security")).isEmpty();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
