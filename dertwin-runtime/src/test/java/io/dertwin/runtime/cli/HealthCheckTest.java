package io.dertwin.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthCheckTest {

    private HttpServer server;
    private Path readyFile;

    @BeforeEach
    void setUp(@TempDir Path folder) throws IOException {
        readyFile = folder.resolve("ready.json");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void tearDown() {
        server.stop(0);
    }

    @Test
    void should_find_nothing_wrong_with_a_site_that_is_up() throws IOException {
        announceSiteAnsweringWith(200);

        assertThat(HealthCheck.problem(readyFile.toFile())).isEmpty();
    }

    @Test
    void should_tell_the_status_of_a_site_that_is_not_well() throws IOException {
        announceSiteAnsweringWith(503);

        assertThat(HealthCheck.problem(readyFile.toFile())).isEqualTo("the control channel answers with status 503");
    }

    @Test
    void should_say_so_when_no_site_is_up_yet() {
        assertThat(HealthCheck.problem(readyFile.toFile())).startsWith("not up: ");
    }

    @Test
    void should_say_so_when_the_site_is_gone() throws IOException {
        announceSiteAnsweringWith(200);
        server.stop(0);

        assertThat(HealthCheck.problem(readyFile.toFile())).startsWith("not up: ");
    }

    private void announceSiteAnsweringWith(int status) throws IOException {
        server.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        Files.writeString(
                readyFile,
                "{\"control\":{\"url\":\"http://127.0.0.1:%d\"}}"
                        .formatted(server.getAddress().getPort()));
    }
}
