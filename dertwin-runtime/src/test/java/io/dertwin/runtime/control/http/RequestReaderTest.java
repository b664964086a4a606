package io.dertwin.runtime.control.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestReaderTest {

    private static final HttpLimits LIMITS =
            new HttpLimits(200, 100, 10, 1000, 1000, Duration.ofSeconds(1), Duration.ofSeconds(1));

    private final RequestReader reader = new RequestReader(LIMITS);

    @Test
    void should_read_a_request_without_a_body() {
        readAll("GET /a%20b/c?from=1&to=x+y HTTP/1.1\r\nHost: here\r\nX-Odd:  two words \r\n\r\n");

        RequestReader.Head head = reader.head().orElseThrow();
        assertThat(reader.isComplete()).isTrue();
        assertThat(head.method()).isEqualTo("GET");
        assertThat(head.target().segments()).containsExactly("a b", "c");
        assertThat(head.target().query()).isEqualTo(Map.of("from", "1", "to", "x y"));
        assertThat(head.headers()).containsEntry("x-odd", "two words");
        assertThat(head.keepsConnection()).isTrue();
    }

    @Test
    void should_read_bodies_of_a_length_and_in_chunks_however_they_are_cut() {
        String whole = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello";
        String chunks = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "2;odd=1\r\nhe\r\n03 ; a=\"b\"\r\nllo\r\n0\r\nTrailer: x\r\n\r\n";
        for (String request : new String[] {whole, chunks}) {
            for (int cut = 0; cut <= request.length(); cut++) {
                reader.reset();
                readAll(request.substring(0, cut));
                readAll(request.substring(cut));
                assertThat(reader.isComplete()).isTrue();
                assertThat(reader.takeBody()).asString().isEqualTo("hello");
            }
        }
    }

    @Test
    void should_leave_what_belongs_to_the_next_request() {
        ByteBuffer bytes = bytes("GET /1 HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\n\r\n");
        reader.read(bytes);
        assertThat(reader.head().orElseThrow().target().path()).isEqualTo("/1");

        reader.reset();
        reader.read(bytes);
        assertThat(reader.head().orElseThrow().target().path()).isEqualTo("/2");
        assertThat(bytes.hasRemaining()).isFalse();
    }

    @Test
    void should_go_by_the_host_of_a_whole_address() {
        for (String target : new String[] {"http://there:1/a?b=/c", "HTTP://there:1/a?b=/c"}) {
            readAll("GET " + target + " HTTP/1.1\r\nHost: here\r\n\r\n");
            RequestReader.Head head = reader.head().orElseThrow();
            assertThat(head.headers()).containsEntry("host", "there:1");
            assertThat(head.target().path()).isEqualTo("/a");
            assertThat(head.target().query()).isEqualTo(Map.of("b", "/c"));
            reader.reset();
        }
        readAll("GET http://there?b=/c HTTP/1.1\r\nHost: here\r\n\r\n");
        assertThat(reader.head().orElseThrow().target().path()).isEqualTo("/");
        assertThat(reader.head().orElseThrow().target().query()).isEqualTo(Map.of("b", "/c"));
    }

    @Test
    void should_take_what_is_odd_but_right() {
        for (String request : new String[] {
            "\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n",
            "GET / HTTP/1.0\r\n\r\n",
            "GET / HTTP/1.1\r\nHost:\t h \t\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: [::1]:80\r\nX:\r\n\r\n",
            "GET / HTTP/1.1\r\nHost:\r\nX-Latin: \u00e9\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: CHUNKED\r\n\r\n0\r\n\r\n"
        }) {
            readAll(request);
            assertThat(reader.isComplete()).as(request).isTrue();
            reader.reset();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|GET / HTTP/1.1\\nHost: h\\n\\n",
                "400|GET / HTTP/1.1\\r\\nHost: h\\n\\r\\n",
                "400|GET / HTTP/1.1\\r\\r\\nHost: h\\r\\n\\r\\n",
                "400|\\nGET / HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n",
                "400|GET /\\rHost:x HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n",
                "400|GET / HTTP/1.1\\r\\nX: a\\r\\n b\\r\\nHost: h\\r\\n\\r\\n",
                "400|GET / HTTP/1.1\\r\\nHost: h\\r\\n: x\\r\\n\\r\\n",
                "400|GET / HTTP/1.1\\r\\nHost: a b\\r\\n\\r\\n",
                "400|GET / HTTP/1.1\\r\\nHost: user@h\\r\\n\\r\\n",
                "400|GET / HTTP/1.1\\r\\nHost: h/x\\r\\n\\r\\n",
                "400|GET / HTTP/1.1\\r\\nHost: a, b\\r\\n\\r\\n",
                "400|GET http://user@h/ HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n",
                "400|GET ftp://h/ HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n",
                "400|GET /#here HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n",
                "400|OPTIONS * HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n",
                "400|CONNECT h:80 HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n",
                "400|POST / HTTP/1.1\\r\\nHost: h\\r\\nContent-Length:\\r\\n\\r\\n",
                "400|POST / HTTP/1.1\\r\\nHost: h\\r\\nContent-Length: +1\\r\\n\\r\\n",
                "400|POST / HTTP/1.1\\r\\nHost: h\\r\\nContent-Length: 0x1\\r\\n\\r\\n",
                "400|POST / HTTP/1.1\\r\\nHost: h\\r\\nContent-Length: 1, 1\\r\\n\\r\\n",
                "400|POST / HTTP/1.1\\r\\nHost: h\\r\\nContent-Length: 1\\r\\nContent-Length: 1\\r\\n\\r\\n",
                "400|POST / HTTP/1.1\\r\\nHost: h\\r\\nContent-Length: \\v1\\r\\n\\r\\n",
                "400|POST / HTTP/1.1\\r\\nHost: h\\r\\nTransfer-Encoding: \\vchunked\\r\\n\\r\\n",
                "400|POST / HTTP/1.1\\r\\nHost: h\\r\\nTransfer-Encoding : chunked\\r\\n\\r\\n",
                "400|POST / HTTP/1.1\\r\\nHost: h\\r\\nTransfer-Encoding: chunked, gzip\\r\\n\\r\\n",
                "400|POST / HTTP/1.1\\r\\nHost: h\\r\\nTransfer-Encoding: chunked\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n",
                "501|POST / HTTP/1.1\\r\\nHost: h\\r\\nTransfer-Encoding: gzip, chunked\\r\\n\\r\\n",
                "400|POST / HTTP/1.0\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n",
                "400|POST / HTTP/1.1\\r\\nHost: h\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n 1\\r\\n",
                "400|POST / HTTP/1.1\\r\\nHost: h\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1 \\r\\n",
                "400|POST / HTTP/1.1\\r\\nHost: h\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1;a\\nb",
                "400|POST / HTTP/1.1\\r\\nHost: h\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1;a\\rb\\r\\n",
                "400|POST / HTTP/1.1\\r\\nHost: h\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0x1\\r\\n",
                "400|POST / HTTP/1.1\\r\\nHost: h\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1\\r\\na\\n0\\r\\n",
                "413|POST / HTTP/1.1\\r\\nHost: h\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nffffffff\\r\\n",
                "400|POST / HTTP/1.1\\r\\nHost: h\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n100000000\\r\\n"
            })
    void should_refuse_what_two_servers_might_understand_differently(int status, String request) {
        should_refuse_what_is_malformed(status, request);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|rubbish\\r\\n",
                "400|GET  / HTTP/1.1\\r\\n",
                "400|GET / HTTP/1.1 \\r\\n",
                "400|G(T / HTTP/1.1\\r\\n",
                "400|GET /ü HTTP/1.1\\r\\n",
                "400|GET / HTTQ/1.1\\r\\n",
                "505|GET / HTTP/2.0\\r\\n",
                "400|GET / HTTP/1.1\\r\\nHost : h\\r\\n",
                "400|GET / HTTP/1.1\\r\\n folded: h\\r\\n",
                "400|GET / HTTP/1.1\\r\\nHost: a\\r\\nHost: b\\r\\n\\r\\n",
                "400|GET / HTTP/1.1\\r\\nno colon\\r\\n\\r\\n",
                "400|GET / HTTP/1.1\\r\\nHost: a\\rb\\r\\n\\r\\n",
                "400|GET / HTTP/1.1\\r\\n\\r\\n",
                "400|GET nowhere HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n",
                "400|GET /a/../b HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n",
                "400|GET /a/%2e%2E/b HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n",
                "400|GET /a%2fb HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n",
                "400|GET /a%5cb HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n",
                "400|GET /a%00 HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n",
                "400|GET /%zz HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n",
                "400|GET /%f HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n",
                "400|GET /%ff HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n",
                "400|GET /?a=1&a=2 HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n",
                "400|POST / HTTP/1.1\\r\\nHost: h\\r\\nContent-Length: -1\\r\\n\\r\\n",
                "400|POST / HTTP/1.1\\r\\nHost: h\\r\\nContent-Length: 1\\r\\nContent-Length: 2\\r\\n\\r\\n",
                "400|POST / HTTP/1.1\\r\\nHost: h\\r\\nContent-Length: 1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n",
                "400|POST / HTTP/1.1\\r\\nHost: h\\r\\nTransfer-Encoding: gzip\\r\\n\\r\\n",
                "413|POST / HTTP/1.1\\r\\nHost: h\\r\\nContent-Length: 101\\r\\n\\r\\n",
                "413|POST / HTTP/1.1\\r\\nHost: h\\r\\nContent-Length: 999999999999999999\\r\\n\\r\\n",
                "400|POST / HTTP/1.1\\r\\nHost: h\\r\\nContent-Length: 9999999999999999999\\r\\n\\r\\n",
                "413|POST / HTTP/1.1\\r\\nHost: h\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n65\\r\\n",
                "400|POST / HTTP/1.1\\r\\nHost: h\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n-1\\r\\n",
                "400|POST / HTTP/1.1\\r\\nHost: h\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1\\r\\nab\\r\\n"
            })
    void should_refuse_what_is_malformed(int status, String request) {
        String unescaped = request.replace("\\r", "\r").replace("\\n", "\n").replace("\\v", "\013");

        assertThatThrownBy(() -> readAll(unescaped))
                .isInstanceOfSatisfying(
                        HttpException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(status));
    }

    @Test
    void should_refuse_heads_that_are_too_long() {
        assertThatThrownBy(() -> readAll("GET /" + "a".repeat(200)))
                .isInstanceOfSatisfying(
                        HttpException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(414))
                .hasMessage("the request line must be at most 200 bytes long");
        reader.reset();
        assertThatThrownBy(() -> readAll("GET / HTTP/1.1\r\n" + "a: b\r\n".repeat(50)))
                .isInstanceOfSatisfying(
                        HttpException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(431));
        reader.reset();
        assertThatThrownBy(() -> readAll("\r\n".repeat(500))).isInstanceOf(HttpException.class);
    }

    @Test
    void should_take_any_bytes_without_failing() {
        Random random = new Random(1);
        String alphabet = "GET POST / HTTP/1.1\r\n\r\nHost: h\r\nTransfer-Encoding: chunked 0123456789abc%?&=;\u00ff";
        for (int i = 0; i < 20_000; i++) {
            RequestReader fuzzed = new RequestReader(LIMITS);
            StringBuilder bytes =
                    new StringBuilder(random.nextBoolean() ? "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding:" : "");
            for (int length = random.nextInt(120); length > 0; length--) {
                bytes.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                fuzzed.read(ByteBuffer.wrap(bytes.toString().getBytes(StandardCharsets.ISO_8859_1)));
            } catch (HttpException expected) {
                assertThat(expected.status()).isGreaterThanOrEqualTo(400);
            }
        }
    }

    private void readAll(String text) {
        ByteBuffer bytes = bytes(text);
        while (bytes.hasRemaining() && !reader.isComplete()) {
            reader.read(bytes);
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
