package io.dertwin.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Requests to a site's control channel, and their answers, which may take their time as long as the site is alive.
 * Interrupting a thread that waits here calls the request off.
 */
final class ControlChannel {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int UNAUTHORIZED = 401;
    private static final int FIRST_ERROR = 300;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int TOO_LARGE = 413;
    private static final int LAST_PORT = 65_535;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final URI root;
    private final Optional<String> token;
    private final Duration patience;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    private volatile Versions versions = Versions.UNKNOWN;

    /** @throws DerTwinException if the address is none that HTTP can reach */
    ControlChannel(URI root, Optional<String> token) {
        this(root, token, PATIENCE);
    }

    /** @param patience how long to wait for the first answer, and later for a sign of life */
    ControlChannel(URI root, Optional<String> token, Duration patience) {
        if (root.getHost() == null
                || !List.of("http", "https").contains(root.getScheme())
                || root.getPort() > LAST_PORT) {
            throw new DerTwinException(
                    "'" + root + "' is not the address of a control channel: it looks like http://localhost:55000");
        }
        this.root = root;
        this.token = token;
        this.patience = patience;
    }

    /** Remembers how old both sides are, for when they do not understand each other. */
    void between(Versions known) {
        versions = known;
    }

    URI root() {
        return root;
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** What comes first from a site; one that says nothing for so long says nothing later either. */
    JsonNode first(String path) {
        HttpRequest request = request("GET", path, BodyPublishers.noBody());
        Exchange exchange = new Exchange(request);
        return parsed(
                path, accepted(exchange.answer().orElseThrow(exchange::silence)).body());
    }

    JsonNode get(String path) {
        return parsed(path, send("GET", path, BodyPublishers.noBody()));
    }

    String text(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    JsonNode post(String path, JsonNode body) {
        return parsed(path, send("POST", path, json(body)));
    }

    JsonNode patch(String path, JsonNode body) {
        return parsed(path, send("PATCH", path, json(body)));
    }

    private static BodyPublisher json(JsonNode body) {
        try {
            return BodyPublishers.ofString(JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new DerTwinException("this cannot be sent to a site: " + e.getOriginalMessage(), e);
        }
    }

    void post(String path) {
        send("POST", path, BodyPublishers.noBody());
    }

    void postText(String path, String body) {
        send("POST", path, BodyPublishers.ofString(body));
    }

    void delete(String path) {
        send("DELETE", path, BodyPublishers.noBody());
    }

    /** Deletes what may be gone already. */
    void deleteIfThere(String path) {
        HttpResponse<String> response = exchange(request("DELETE", path, BodyPublishers.noBody()));
        if (response.statusCode() != NOT_FOUND) {
            accepted(response);
        }
    }

    /** A part of a path, or a parameter, so that it arrives as it is. */
    static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String send(String method, String path, BodyPublisher body) {
        return accepted(exchange(request(method, path, body))).body();
    }

    private HttpResponse<String> accepted(HttpResponse<String> response) {
        if (response.statusCode() >= FIRST_ERROR) {
            throw refusal(response);
        }
        return response;
    }

    private HttpRequest request(String method, String path, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path)).method(method, body);
        if (body.contentLength() > 0) {
            request.header("Content-Type", "application/json");
        }
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request.build();
    }

    /** Waits for an answer for as long as the site is alive. */
    private HttpResponse<String> exchange(HttpRequest request) {
        Exchange exchange = new Exchange(request);
        Optional<HttpResponse<String>> answer = exchange.answer();
        while (answer.isEmpty()) {
            requireSignOfLife(exchange);
            answer = exchange.answer();
        }
        return answer.get();
    }

    private void requireSignOfLife(Exchange waiting) {
        Exchange health = new Exchange(request("GET", "/health", BodyPublishers.noBody()));
        try {
            if (health.answer().isEmpty()) {
                throw new DerTwinException("the site at " + root + " has not answered " + waiting
                        + ", and has said nothing for " + patience.toSeconds() + " s when asked for /health: it hangs");
            }
        } catch (RuntimeException e) {
            waiting.callOff();
            throw e;
        }
    }

    /** A request under way. */
    private final class Exchange {

        private final HttpRequest request;
        private final CompletableFuture<HttpResponse<String>> answer;

        Exchange(HttpRequest request) {
            this.request = request;
            this.answer = client.sendAsync(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        }

        /** Empty if there is none yet, for as long as patience lasts. */
        Optional<HttpResponse<String>> answer() {
            try {
                return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                return Optional.empty();
            } catch (ExecutionException e) {
                throw failure(e.getCause());
            } catch (InterruptedException e) {
                callOff();
                Thread.currentThread().interrupt();
                throw new DerTwinException("interrupted while waiting for the site at " + root, e);
            }
        }

        void callOff() {
            answer.cancel(true);
        }

        DerTwinException silence() {
            callOff();
            return new DerTwinException("what listens at " + root + " has said nothing for " + patience.toSeconds()
                    + " s: is this the site's control port?");
        }

        private DerTwinException failure(Throwable cause) {
            if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
                return new DerTwinException(
                        "no site answers at " + root + ": is it running, and is this its control port?", cause);
            }
            return new DerTwinException(
                    "the site at " + root + " did not answer " + this + ": "
                            + (cause.getMessage() == null ? cause : cause.getMessage()),
                    cause);
        }

        @Override
        public String toString() {
            return request.method() + " " + request.uri().getPath();
        }
    }

    /** The detail of a problem, or what else the answer says. */
    private DerTwinException refusal(HttpResponse<String> response) {
        if (response.statusCode() == UNAUTHORIZED) {
            return new DerTwinException(
                    token.isPresent()
                            ? "the site at " + root + " does not take this token: it was started with another one"
                            : "the site at " + root + " wants its token, as in DerTwinClient.connect(uri, token)");
        }
        try {
            String detail = JSON.readTree(response.body()).path("detail").asText();
            if (!detail.isEmpty()) {
                if (response.statusCode() == TOO_LARGE) {
                    return new TooMuchException(detail);
                }
                boolean misunderstood = List.of(BAD_REQUEST, NOT_FOUND).contains(response.statusCode());
                return new DerTwinException(misunderstood ? detail + versions.hint() : detail);
            }
        } catch (JsonProcessingException e) {
            // then it is not a site that has answered
        }
        return new DerTwinException(
                "what answers at " + root + " is no site: " + response.request().method() + " "
                        + response.uri().getPath() + " gave status " + response.statusCode());
    }

    private JsonNode parsed(String path, String body) {
        try {
            JsonNode answer = JSON.readTree(body);
            if (answer.isContainerNode()) {
                return answer;
            }
            throw noSite(path, null);
        } catch (JsonProcessingException e) {
            throw noSite(path, e);
        }
    }

    private DerTwinException noSite(String path, Throwable cause) {
        return new DerTwinException("what answers at " + root + path + " is no site: it does not speak JSON", cause);
    }
}
