package io.dertwin.maven;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/** The little of a site's control channel that a build needs. */
final class ControlChannel {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TIMEOUT_MILLIS = 2_000;

    private final URI url;

    ControlChannel(URI url) {
        this.url = url;
    }

    boolean isHealthy() {
        try {
            return get("/health").path("status").asText().equals("UP");
        } catch (IOException e) {
            return false;
        }
    }

    JsonNode get(String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) url.resolve(path).toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        try (InputStream body = connection.getInputStream()) {
            return JSON.readTree(body);
        } finally {
            connection.disconnect();
        }
    }
}
