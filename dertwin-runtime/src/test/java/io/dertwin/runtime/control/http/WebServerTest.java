package io.dertwin.runtime.control.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dertwin.runtime.control.http.RawClient.Answer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WebServerTest {

    private static final int STREAM_BYTES = 64 << 10;
    private static final HttpLimits LIMITS =
            new HttpLimits(1000, 100_000, 2500, STREAM_BYTES, 1 << 20, Duration.ofSeconds(30), Duration.ofMinutes(1));

    private final Probe probe = new Probe();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void should_answer_many_requests_on_one_connection() throws IOException {
        RawClient client = connect(serve(LIMITS));
        for (int i = 0; i < 1000; i++) {
            Answer answer = client.ask(get("/echo/" + i));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("GET /echo/" + i + " ");
        }
    }

    @Test
    void should_answer_pipelined_requests_in_order() throws IOException {
        RawClient client = connect(serve(LIMITS));
        client.send(get("/echo/1") + post("/echo/2", "two") + get("/echo/3"));

        assertThat(client.answer().body()).isEqualTo("GET /echo/1 ");
        assertThat(client.answer().body()).isEqualTo("POST /echo/2 two");
        assertThat(client.answer().body()).isEqualTo("GET /echo/3 ");
    }

    @Test
    void should_answer_head_without_a_body() throws IOException {
        RawClient client = connect(serve(LIMITS));
        client.send("HEAD /echo HTTP/1.1\r\nHost: h\r\n\r\n" + get("/echo/next"));

        assertThat(client.answer(false).headers()).containsEntry("content-length", "10");
        assertThat(client.answer().body()).isEqualTo("GET /echo/next ");
    }

    @Test
    void should_answer_head_without_a_body_when_it_is_refused_or_a_stream() throws IOException {
        InetSocketAddress address = serve(LIMITS);
        RawClient refused = connect(address);
        assertThat(refused.ask("HEAD /refused HTTP/1.1\r\nHost: h\r\n\r\n", false)
                        .headers())
                .containsEntry("content-length", "2");
        assertThat(refused.ask(get("/echo")).body()).isEqualTo("GET /echo ");

        RawClient stream = connect(address);
        assertThat(stream.ask("HEAD /stream HTTP/1.1\r\nHost: h\r\n\r\n", false).headers())
                .containsEntry("content-type", "text/event-stream");
        assertThat(stream.rest()).isEmpty();
    }

    @Test
    void should_go_on_after_a_refusal_that_leaves_nothing_unread() throws IOException {
        RawClient client = connect(serve(LIMITS));
        for (int i = 0; i < 100; i++) {
            Answer answer = client.ask(get("/refused"));
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.headers()).doesNotContainKey("connection");
        }
        client.send(get("/refused").repeat(500));
        assertThat(client.answer().headers()).containsEntry("connection", "close");
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void should_date_its_answers() throws IOException {
        assertThat(connect(serve(LIMITS)).ask(get("/echo")).headers().get("date"))
                .matches("(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
        assertThat(HttpDate.of(784_111_777)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
        assertThat(HttpDate.of(1_709_164_800)).isEqualTo("Thu, 29 Feb 2024 00:00:00 GMT");
    }

    @Test
    void should_not_tell_an_old_client_to_go_on() throws IOException {
        RawClient client = connect(serve(LIMITS));
        client.send("POST /echo HTTP/1.0\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");

        Answer answer = client.ask("abc");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("POST /echo abc");
    }

    @Test
    void should_close_after_the_answer_when_asked_to() throws IOException {
        RawClient client = connect(serve(LIMITS));
        Answer answer = client.ask("GET /echo HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

        assertThat(answer.headers()).containsEntry("connection", "close");
        assertThat(client.rest()).isEmpty();
        assertThat(connect(serve(LIMITS)).ask("GET /echo HTTP/1.0\r\n\r\n").headers())
                .containsEntry("connection", "close");
    }

    @Test
    void should_let_a_client_that_asks_first_send_its_body() throws IOException {
        RawClient client = connect(serve(LIMITS));
        Answer goOn = client.ask("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
        assertThat(goOn.status()).isEqualTo(100);

        assertThat(client.ask("abc").body()).isEqualTo("POST /echo abc");
    }

    @Test
    void should_refuse_by_the_head_alone_and_still_be_heard() throws IOException {
        RawClient client = connect(serve(LIMITS));
        client.send("POST /refused HTTP/1.1\r\nHost: h\r\nContent-Length: 90000\r\n\r\n");
        client.send("x".repeat(90_000));

        assertThat(client.answer().status()).isEqualTo(403);
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void should_refuse_a_body_that_is_too_long_and_still_be_heard() throws IOException {
        RawClient client = connect(serve(LIMITS));
        client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 50000000\r\n\r\n" + "x".repeat(200_000));

        Answer answer = client.answer();
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).isEqualTo("the body must be at most 100000 bytes long");
    }

    @Test
    void should_serve_the_clients_of_the_jdk() throws Exception {
        InetSocketAddress address = serve(LIMITS);
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + address.getPort() + "/echo/%C3%BC"))
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(new byte[] {65})))
                .build();

        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.body()).isEqualTo("POST /echo/ü A");
    }

    @Test
    void should_notice_when_a_client_gives_up_a_request() throws Exception {
        RawClient client = connect(serve(LIMITS));
        client.send(get("/wait"));
        Request waiting = probe.waiting.poll(20, TimeUnit.SECONDS);
        assertThat(waiting.caller().isGone()).isFalse();
        CountDownLatch gone = new CountDownLatch(1);
        waiting.caller().onGone(gone::countDown);

        client.close();

        assertThat(gone.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(waiting.caller().isGone()).isTrue();
    }

    @Test
    void should_still_answer_a_client_that_only_ended_its_output() throws Exception {
        RawClient client = connect(serve(LIMITS));
        client.send(get("/wait"));
        client.endOutput();
        Request waiting = probe.waiting.poll(20, TimeUnit.SECONDS);
        waiting.caller().onGone(() -> probe.release.complete(Response.of(200, "text/plain", "stopped")));

        assertThat(client.answer().body()).isEqualTo("stopped");
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void should_give_up_a_client_that_has_gone_though_nobody_answers_its_request() throws Exception {
        HttpLimits impatient =
                new HttpLimits(1000, 1000, 10, 1000, 1 << 20, Duration.ofMillis(1), Duration.ofMinutes(1));
        RawClient client = connect(serve(impatient));
        client.send(get("/wait"));
        probe.waiting.take();

        client.endOutput();

        assertThat(client.rest()).isEmpty();
    }

    @Test
    void should_serve_others_while_some_are_slow_and_some_wait() throws IOException {
        InetSocketAddress address = serve(LIMITS);
        for (int i = 0; i < 200; i++) {
            connect(address).send("GET /echo HTTP/1.1\r\nHos");
            connect(address).send(get("/wait"));
        }

        assertThat(connect(address).ask(get("/echo")).status()).isEqualTo(200);
    }

    @Test
    void should_give_up_a_request_that_never_arrives() throws IOException {
        HttpLimits impatient =
                new HttpLimits(1000, 1000, 10, 1000, 1 << 20, Duration.ofMillis(1), Duration.ofMinutes(1));
        RawClient client = connect(serve(impatient));
        client.send("GET /echo HTTP/1.1\r\n");

        assertThat(client.answer().status()).isEqualTo(408);
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void should_make_room_for_a_newcomer_by_closing_the_idlest() throws IOException {
        HttpLimits narrow = new HttpLimits(1000, 1000, 2, 1000, 1 << 20, Duration.ofSeconds(30), Duration.ofMinutes(1));
        InetSocketAddress address = serve(narrow);
        RawClient idlest = connect(address);
        idlest.ask(get("/echo"));
        RawClient other = connect(address);
        other.ask(get("/echo"));

        assertThat(connect(address).ask(get("/echo")).status()).isEqualTo(200);
        assertThat(idlest.rest()).isEmpty();
        assertThat(other.ask(get("/echo")).status()).isEqualTo(200);
    }

    @Test
    void should_make_room_for_a_newcomer_by_closing_who_never_finishes_a_request() throws IOException {
        HttpLimits narrow = new HttpLimits(1000, 1000, 3, 1000, 1 << 20, Duration.ofSeconds(30), Duration.ofMinutes(1));
        InetSocketAddress address = serve(narrow);
        RawClient slowest = connect(address);
        slowest.ask(get("/echo"));
        slowest.send("GET /echo HTTP/1.1\r\nHos");
        for (int i = 0; i < 2; i++) {
            connect(address).send("GET /echo HTTP/1.1\r\nHos");
        }

        assertThat(connect(address).ask(get("/echo")).status()).isEqualTo(200);
        assertThat(slowest.rest()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/fail-when-gone", "/fail-unspeakably-when-gone"})
    void should_go_on_when_a_round_or_a_request_has_failed_with_an_error(String failing) throws Exception {
        HttpLimits narrow = new HttpLimits(1000, 1000, 2, 1000, 1 << 20, Duration.ofSeconds(30), Duration.ofMinutes(1));
        InetSocketAddress address = serve(narrow);
        connect(address).ask(get(failing));
        connect(address).ask(get("/echo"));

        RawClient client = connect(address);
        assertThat(client.ask(get("/echo")).status()).isEqualTo(200);
        assertThat(client.ask(get("/run-out-of-memory")).status()).isEqualTo(500);
        assertThat(client.ask(get("/echo")).status()).isEqualTo(200);
    }

    @Test
    void should_make_room_for_a_newcomer_by_closing_who_does_not_read_his_answer() throws IOException {
        HttpLimits narrow =
                new HttpLimits(1000, 1000, 2, 1000, 4L * Probe.BIG, Duration.ofHours(1), Duration.ofHours(1));
        InetSocketAddress address = serve(narrow);
        for (int i = 0; i < 2; i++) {
            RawClient deaf = connect(address, 2048);
            deaf.send(get("/big"));
            assertThat(deaf.line()).isEqualTo("HTTP/1.1 200 OK");
        }

        assertThat(connect(address).ask(get("/echo")).status()).isEqualTo(200);
    }

    @Test
    void should_make_room_for_a_newcomer_by_closing_who_has_been_told_all_before_the_idlest() throws IOException {
        HttpLimits narrow = new HttpLimits(1000, 1000, 2, 1000, 1 << 20, Duration.ofSeconds(30), Duration.ofMinutes(1));
        InetSocketAddress address = serve(narrow);
        RawClient idlest = connect(address);
        idlest.ask(get("/echo"));
        connect(address).ask("GET /echo HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

        assertThat(connect(address).ask(get("/echo")).status()).isEqualTo(200);
        assertThat(idlest.ask(get("/echo")).status()).isEqualTo(200);
    }

    @Test
    void should_keep_no_place_for_who_is_told_to_come_again_later() throws Exception {
        RawClient client = connect(serve(LIMITS));
        client.send(get("/wait"));
        probe.release.complete(Response.of(503, "text/plain", "later"));

        Answer answer = client.answer();
        assertThat(answer.body()).isEqualTo("later");
        assertThat(answer.headers()).containsEntry("connection", "close");
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void should_let_a_newcomer_in_once_there_is_room() throws Exception {
        HttpLimits narrow = new HttpLimits(1000, 1000, 2, 1000, 1 << 20, Duration.ofSeconds(30), Duration.ofMinutes(1));
        InetSocketAddress address = serve(narrow);
        List<RawClient> waiting = List.of(connect(address), connect(address));
        for (RawClient client : waiting) {
            client.send(get("/wait"));
            probe.waiting.take();
        }
        RawClient newcomer = connect(address);
        newcomer.send(get("/echo"));

        probe.release.complete(Response.of(200, "text/plain", "done"));

        for (RawClient client : waiting) {
            assertThat(client.answer().body()).isEqualTo("done");
        }
        assertThat(newcomer.answer().status()).isEqualTo(200);
    }

    @Test
    void should_leave_places_to_others_when_streams_are_many() throws Exception {
        HttpLimits narrow = new HttpLimits(1000, 1000, 8, 1000, 1 << 20, Duration.ofSeconds(30), Duration.ofMinutes(1));
        InetSocketAddress address = serve(narrow);
        for (int i = 0; i < 4; i++) {
            RawClient client = connect(address);
            client.send(get("/stream"));
            assertThat(client.line()).isEqualTo("HTTP/1.1 200 OK");
        }

        Answer fifth = connect(address).ask(get("/stream"));
        assertThat(fifth.status()).isEqualTo(503);
        assertThat(fifth.body()).isEqualTo("too many event streams are open already");
        assertThat(connect(address).ask(get("/echo")).status()).isEqualTo(200);
    }

    @Test
    void should_close_those_who_do_not_read_when_they_take_up_too_much() throws IOException {
        HttpLimits tight = new HttpLimits(1000, 1000, 100, 1000, Probe.BIG, Duration.ofHours(1), Duration.ofHours(1));
        InetSocketAddress address = serve(tight);
        List<RawClient> deaf = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            RawClient client = connect(address, 2048);
            client.send("GET /big HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
            assertThat(client.line()).isEqualTo("HTTP/1.1 200 OK");
            deaf.add(client);
        }

        assertThat(connect(address).ask(get("/big")).body().length()).isEqualTo(Probe.BIG);
        assertThat(deaf.stream().filter(client -> !readsAll(client)).count()).isGreaterThan(10);
    }

    @Test
    void should_close_those_who_do_not_finish_their_bodies_when_they_take_up_too_much() throws IOException {
        HttpLimits tight = new HttpLimits(1000, 1 << 20, 100, 1000, 2 << 20, Duration.ofHours(1), Duration.ofHours(1));
        InetSocketAddress address = serve(tight);
        List<RawClient> slow = new ArrayList<>();
        String most = "x".repeat((1 << 20) - 1);
        for (int i = 0; i < 30; i++) {
            slow.add(connect(address));
            sendUnlessClosed(
                    slow.get(i), "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: " + (1 << 20) + "\r\n\r\n" + most);
        }

        assertThat(connect(address).ask(get("/echo")).status()).isEqualTo(200);
        assertThat(slow.stream().filter(client -> !finishes(client)).count()).isGreaterThan(10);
    }

    @Test
    void should_close_nobody_for_what_others_take_up() throws Exception {
        HttpLimits tight = new HttpLimits(1000, 1 << 20, 100, 1000, 2 << 20, Duration.ofHours(1), Duration.ofHours(1));
        InetSocketAddress address = serve(tight);
        RawClient waiting = connect(address);
        waiting.send(post("/wait", "x".repeat(1000)));
        probe.waiting.take();
        RawClient writing = connect(address);
        writing.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n" + "x".repeat(999));
        String most = "x".repeat((1 << 20) - 1);
        for (int i = 0; i < 30; i++) {
            sendUnlessClosed(
                    connect(address),
                    "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: " + (1 << 20) + "\r\n\r\n" + most);
        }
        assertThat(connect(address).ask(get("/echo")).status()).isEqualTo(200);

        probe.release.complete(Response.of(200, "text/plain", "at last"));

        assertThat(waiting.answer().body()).isEqualTo("at last");
        assertThat(writing.ask("x").status()).isEqualTo(200);
    }

    /** Whether all that a client asked for is still to be had. */
    private static boolean readsAll(RawClient client) {
        try {
            return client.rest().length() > Probe.BIG;
        } catch (IOException e) {
            return false;
        }
    }

    /** A client that is closed may notice it while it is still sending. */
    private static void sendUnlessClosed(RawClient client, String text) {
        try {
            client.send(text);
        } catch (IOException e) {
            assertThat(finishes(client)).isFalse();
        }
    }

    private static boolean finishes(RawClient client) {
        try {
            return client.ask("x").status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void should_stream_events_to_a_thousand_clients_and_drop_those_that_never_read() throws Exception {
        InetSocketAddress address = serve(LIMITS);
        List<RawClient> readers = new ArrayList<>();
        List<EventStream> streams = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            RawClient client = i % 10 == 0 ? connect(address, 2048) : connect(address);
            client.send(get("/stream"));
            EventStream stream = probe.streams.poll(20, TimeUnit.SECONDS);
            streams.add(stream);
            if (i % 10 != 0) {
                readers.add(client);
                assertThat(client.line()).isEqualTo("HTTP/1.1 200 OK");
                skipHead(client);
            }
        }
        byte[] event = ("data: " + "x".repeat(8 << 10) + "\n\n").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 8; i++) {
            streams.forEach(stream -> stream.send(event));
            for (RawClient reader : readers) {
                assertThat(reader.line()).hasSize(6 + (8 << 10));
                assertThat(reader.line()).isEmpty();
            }
        }
        assertThat(connect(address).ask(get("/echo")).status()).isEqualTo(200);
        while (streams.stream().filter(EventStream::wasTooSlow).count() < 100) {
            for (int i = 0; i < streams.size(); i += 10) {
                streams.get(i).send(event);
            }
        }
        assertThat(streams.stream().filter(stream -> !stream.isClosed())).hasSize(900);
    }

    @Test
    void should_tell_a_stream_that_its_client_has_gone() throws Exception {
        RawClient client = connect(serve(LIMITS));
        client.send(get("/stream"));
        EventStream stream = probe.streams.poll(20, TimeUnit.SECONDS);
        CountDownLatch closed = new CountDownLatch(1);
        stream.onClose(closed::countDown);

        client.close();

        assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(stream.send(new byte[1])).isFalse();
    }

    @Test
    void should_answer_500_when_the_service_fails() throws IOException {
        RawClient client = connect(serve(LIMITS));

        Answer answer = client.ask(get("/fail"));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("something is wrong in the server; its log says more");
        assertThat(client.ask(get("/echo")).status()).isEqualTo(200);
    }

    @Test
    void should_close_at_once_with_connections_open() throws Exception {
        WebServer server = WebServer.open(new InetSocketAddress("127.0.0.1", 0), probe, LIMITS);
        RawClient idle = connect(server.address());
        idle.ask(get("/echo"));
        RawClient waiting = connect(server.address());
        waiting.send(get("/wait"));
        probe.waiting.poll(20, TimeUnit.SECONDS);

        server.close();

        assertThat(idle.rest()).isEmpty();
        assertThat(waiting.rest()).isEmpty();
        assertThatThrownBy(() -> connect(server.address())).isInstanceOf(IOException.class);
    }

    @Test
    void should_say_so_when_the_port_is_taken() throws IOException {
        InetSocketAddress taken = serve(LIMITS);

        assertThatThrownBy(() -> WebServer.open(taken, probe, LIMITS)).isInstanceOf(BindException.class);
    }

    private InetSocketAddress serve(HttpLimits limits) throws IOException {
        WebServer server = WebServer.open(new InetSocketAddress("127.0.0.1", 0), probe, limits);
        open.add(server);
        return server.address();
    }

    private RawClient connect(InetSocketAddress address) throws IOException {
        return connect(address, 0);
    }

    private RawClient connect(InetSocketAddress address, int receiveBuffer) throws IOException {
        RawClient client = new RawClient(address, receiveBuffer);
        open.add(client);
        return client;
    }

    private static void skipHead(RawClient client) throws IOException {
        String line = client.line();
        while (!line.isEmpty()) {
            line = client.line();
        }
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n";
    }

    private static String post(String path, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: h\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** Cannot be logged: that fails as the failure itself did. */
    private static final class UnspeakableError extends Error {

        private static final long serialVersionUID = 1;

        @Override
        public void printStackTrace(PrintStream stream) {
            throw new OutOfMemoryError("as asked");
        }
    }

    /** A service whose every path tries something else. */
    private static final class Probe implements Service {

        private static final int BIG = 16 << 20;

        private final BlockingQueue<Request> waiting = new LinkedBlockingQueue<>();
        private final BlockingQueue<EventStream> streams = new LinkedBlockingQueue<>();
        private final byte[] big = new byte[BIG];
        private final CompletableFuture<Reply> release = new CompletableFuture<>();

        @Override
        public Optional<Response> refuse(Request head) {
            return head.target().path().equals("/refused")
                    ? Optional.of(Response.of(403, "text/plain", "no"))
                    : Optional.empty();
        }

        @Override
        public CompletionStage<? extends Reply> answer(Request request) {
            return switch (request.target().segments().get(0)) {
                case "wait" -> {
                    waiting.add(request);
                    yield release;
                }
                case "stream" -> {
                    EventStream stream = new EventStream(STREAM_BYTES);
                    streams.add(stream);
                    yield CompletableFuture.completedFuture(stream);
                }
                case "big" -> CompletableFuture.completedFuture(Response.of(200, "text/plain", big));
                case "fail" -> throw new IllegalStateException("as asked");
                case "fail-when-gone" -> {
                    request.caller().onGone(Probe::runOutOfMemory);
                    yield CompletableFuture.completedFuture(Response.noContent());
                }
                case "run-out-of-memory" -> {
                    runOutOfMemory();
                    yield release;
                }
                case "fail-unspeakably-when-gone" -> {
                    request.caller().onGone(() -> {
                        throw new UnspeakableError();
                    });
                    yield CompletableFuture.completedFuture(Response.noContent());
                }
                default -> CompletableFuture.completedFuture(Response.of(200, "text/plain", echo(request)));
            };
        }

        private static void runOutOfMemory() {
            throw new OutOfMemoryError("as asked");
        }

        private static String echo(Request request) {
            return request.method() + " " + request.target().path() + " "
                    + new String(request.body(), StandardCharsets.UTF_8);
        }

        @Override
        public Response error(HttpException problem) {
            return Response.of(problem.status(), "text/plain", problem.getMessage());
        }
    }
}
