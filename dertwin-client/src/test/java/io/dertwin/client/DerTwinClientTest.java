package io.dertwin.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DerTwinClientTest {

    @Test
    void should_say_that_an_address_is_none() {
        assertThatThrownBy(() -> DerTwinClient.connect(URI.create("localhost:55000")))
                .isInstanceOf(DerTwinException.class)
                .hasMessage("'localhost:55000' is not the address of a control channel: it looks like"
                        + " http://localhost:55000");
    }

    @Test
    void should_say_that_what_answers_is_no_site() throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        URI uri = URI.create("http://127.0.0.1:" + other.getAddress().getPort());
        byte[] page = "<html>".getBytes(StandardCharsets.UTF_8);
        other.createContext("/", exchange -> {
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().endsWith("site") ? 502 : 200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        other.start();
        try {
            assertThatThrownBy(() -> DerTwinClient.connect(uri))
                    .isInstanceOf(DerTwinException.class)
                    .hasMessage("what answers at " + uri + " is no site: GET /api/v1/site gave status 502");
        } finally {
            other.stop(0);
        }
    }

    @Test
    void should_name_both_versions_when_a_site_of_another_does_not_understand() throws IOException {
        HttpServer newer = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        newer.createContext("/", exchange -> {
            byte[] problem =
                    "{\"status\":404,\"detail\":\"there is nothing at '/old'\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(404, problem.length);
            exchange.getResponseBody().write(problem);
            exchange.close();
        });
        newer.start();
        try {
            URI uri = URI.create("http://127.0.0.1:" + newer.getAddress().getPort());
            ControlChannel channel = new ControlChannel(uri, Optional.empty());

            assertThatThrownBy(() -> channel.get("/old")).hasMessage("there is nothing at '/old'");
            channel.between(new Versions(Optional.of("1.0"), Optional.of("1.0")));
            assertThatThrownBy(() -> channel.get("/old")).hasMessage("there is nothing at '/old'");
            channel.between(new Versions(Optional.of("1.0"), Optional.of("2.0")));
            assertThatThrownBy(() -> channel.get("/old"))
                    .isInstanceOf(DerTwinException.class)
                    .hasMessage(
                            "there is nothing at '/old' (the site runs DER Twin 2.0, this client is 1.0: use the same version"
                                    + " of both)");
        } finally {
            newer.stop(0);
        }
    }

    @Test
    void should_say_that_what_listens_says_nothing() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            ControlChannel channel = new ControlChannel(uri, Optional.empty(), Duration.ofSeconds(1));

            assertThatThrownBy(() -> channel.first("/api/v1/site"))
                    .isInstanceOf(DerTwinException.class)
                    .hasMessage(
                            "what listens at " + uri + " has said nothing for 1 s: is this the site's control port?");
        }
    }
}
