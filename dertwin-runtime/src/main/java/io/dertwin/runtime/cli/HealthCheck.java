package io.dertwin.runtime.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * Asks the site beside it in a container whether it is up, and ends with exit code 0 or 1. A program of its own, since it
 * runs every few seconds and must be light. It finds the site by the ready file that {@code DERTWIN_READY_FILE} names.
 */
public final class HealthCheck {

    private static final int TIMEOUT_MILLIS = 2_000;

    private HealthCheck() {}

    public static void main(String[] arguments) {
        String problem = problem(new File(System.getenv().getOrDefault("DERTWIN_READY_FILE", "")));
        System.out.println(problem.isEmpty() ? "up" : problem);
        System.exit(problem.isEmpty() ? 0 : 1);
    }

    /** What is wrong with the site that the ready file describes; empty if nothing is. */
    static String problem(File readyFile) {
        try {
            String url = new ObjectMapper()
                    .readTree(readyFile)
                    .path("control")
                    .path("url")
                    .asText();
            HttpURLConnection health =
                    (HttpURLConnection) URI.create(url + "/health").toURL().openConnection();
            health.setConnectTimeout(TIMEOUT_MILLIS);
            health.setReadTimeout(TIMEOUT_MILLIS);
            int status = health.getResponseCode();
            return status == HttpURLConnection.HTTP_OK ? "" : "the control channel answers with status " + status;
        } catch (IOException | IllegalArgumentException e) {
            return "not up: " + e.getMessage();
        }
    }
}
