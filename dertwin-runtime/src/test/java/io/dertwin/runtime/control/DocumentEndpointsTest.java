package io.dertwin.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dertwin.runtime.site.Site;
import io.dertwin.runtime.site.SiteReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    void should_be_readable_without_a_network() throws Exception {
        try (ControlledSite site = ControlledSite.start(folder)) {
            assertThat(site.get("/docs").contentType()).isEqualTo("text/html; charset=utf-8");
            assertThat(site.get("/docs").text()).contains("/openapi.json").doesNotContain("https://", "http://");
        }
    }

    private List<String> routes() throws Exception {
        Path file = Files.writeString(folder.resolve("other.json"), ControlledSite.SITE);
        try (Site site = new Site(SiteReader.read(file));
                Endpoints endpoints = new Endpoints(site, "1")) {
            return endpoints.routes().all().stream()
                    .map(route -> route.method() + " " + route.path())
                    .toList();
        }
    }
}
