package io.dertwin.runtime.cli;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Asks the site beside it in a container whether it is up, and ends with exit code 0 or 1. A program of its own, since it
 * runs every few seconds: it loads nothing that a JVM does not load anyway, which is why it reads and asks by hand. It finds
 * the site by the ready file that {@code DERTWIN_READY_FILE} names.
 */
public final class HealthCheck {

    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int STATUS_LINE_BYTES = 64;
    private static final String UP = "200";

    private HealthCheck() {}

    public static void main(String[] arguments) {
        String readyFile = System.getenv("DERTWIN_READY_FILE");
        String problem = problem(new File(readyFile == null ? "" : readyFile));
        System.out.println(problem.isEmpty() ? "up" : problem);
        System.exit(problem.isEmpty() ? 0 : 1);
    }

    /** What is wrong with the site that the ready file describes; empty if nothing is. */
    static String problem(File readyFile) {
        try {
            String status = status(URI.create(controlUrl(readyFile)));
            return status.equals(UP) ? "" : "the control channel answers with status ".concat(status);
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return "not up: ".concat(String.valueOf(e.getMessage()));
        }
    }

    /** The first URL in the file is the control channel's. */
    private static String controlUrl(File readyFile) throws IOException {
        try (InputStream file = new FileInputStream(readyFile)) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            int start = text.indexOf("http://");
            return text.substring(start, text.indexOf('"', start));
        }
    }

    private static String status(URI control) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress(control.getHost(), control.getPort()), TIMEOUT_MILLIS);
            String request = "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] reply = socket.getInputStream().readNBytes(STATUS_LINE_BYTES);
            String[] statusLine = new String(reply, StandardCharsets.US_ASCII).split(" ", 3);
            return statusLine[1];
        }
    }
}
