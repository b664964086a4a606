package io.dertwin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerTwinClientTest {

    @Test
    void should_say_that_a_port_is_none() {
        assertThatThrownBy(() -> DerTwinClient.connect(URI.create("http://localhost:99999")))
                .isInstanceOf(DerTwinException.class)
                .hasMessage("'http://localhost:99999' is not the address of a control channel: it looks like"
                        + " http://localhost:55000");
    }

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
    void should_say_that_a_site_hangs_and_wait_for_one_that_is_alive() throws IOException {
        AtomicBoolean alive = new AtomicBoolean(true);
        CountDownLatch asked = new CountDownLatch(2);
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer site = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        site.setExecutor(threads);
        site.createContext("/health", exchange -> {
            asked.countDown();
            if (alive.get()) {
                answer(exchange, "{}");
            }
        });
        site.createContext("/slow", exchange -> {
            await(asked);
            answer(exchange, "{\"done\":true}");
        });
        site.createContext("/never", exchange -> {});
        site.start();
        try {
            URI uri = URI.create("http://127.0.0.1:" + site.getAddress().getPort());
            ControlChannel channel = new ControlChannel(uri, Optional.empty(), Duration.ofMillis(1000));

            assertThat(channel.get("/slow").path("done").booleanValue()).isTrue();
            alive.set(false);
            assertThatThrownBy(() -> channel.get("/never"))
                    .isInstanceOf(DerTwinException.class)
                    .hasMessage("the site at " + uri
                            + " has not answered GET /never, and has said nothing for 1 s when asked"
                            + " for /health: it hangs");
        } finally {
            site.stop(0);
            threads.shutdownNow();
        }
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "3", "[1,\"x\"]", "{}", "{\"name\":7}", "<html>"})
    void should_take_no_other_answer_for_a_site(String body) throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        other.createContext("/", exchange -> answer(exchange, body));
        other.start();
        try {
            URI uri = URI.create("http://127.0.0.1:" + other.getAddress().getPort());

            assertThatThrownBy(() -> DerTwinClient.connect(uri))
                    .isInstanceOf(DerTwinException.class)
                    .hasMessageStartingWith("what answers at " + uri)
                    .hasMessageContaining(" is no site: ");
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
