package io.dertwin.maven;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CountDownLatch;

/** A program that behaves to the plugin as the simulator does, well or badly: {@code <behaviour> <ready file>}. */
public final class FakeSimulator {

    private FakeSimulator() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("Building site: harbour");
        switch (arguments[0]) {
            case "ready" -> becomeReady(Path.of(arguments[1]));
            case "fail" -> {
                System.err.println("port 55001 is in use");
                System.exit(1);
            }
            default -> System.out.println("Waiting for nothing");
        }
        new CountDownLatch(1).await();
    }

    private static void becomeReady(Path file) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health", exchange -> {
            byte[] body = "{\"status\":\"UP\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        Path draft = file.resolveSibling("draft");
        Files.writeString(draft, """
                {"version": "1", "site_name": "harbour", "control": {"url": "http://127.0.0.1:%d"}, "devices": []}
                """.formatted(server.getAddress().getPort()));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
