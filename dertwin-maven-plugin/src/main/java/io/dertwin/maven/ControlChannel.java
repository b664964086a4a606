package io.dertwin.maven;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The little of a site's control channel that a build needs. */
record ControlChannel(URI url, Optional<String> token) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TIMEOUT_MILLIS = 10_000;

    boolean isHealthy() {
        try {
            return get("/health").path("status").asText().equals("UP");
        } catch (IOException e) {
            return false;
        }
    }

    JsonNode get(String path) throws IOException {
        try (InputStream body = open(path)) {
            return JSON.readTree(body);
        }
    }

    /** Leaves the answer in a file. */
    void download(String path, Path file) throws IOException {
        try (InputStream body = open(path)) {
            Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private InputStream open(String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) url.resolve(path).toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        token.ifPresent(value -> connection.setRequestProperty("Authorization", "Bearer " + value));
        return connection.getInputStream();
    }
}
