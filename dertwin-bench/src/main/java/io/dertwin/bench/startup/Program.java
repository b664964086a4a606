package io.dertwin.bench.startup;

import io.dertwin.bench.modbus.ServedModbus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** What is started. */
enum Program {
    /** Sends back what it gets: as little as a server in Java can be. */
    BARE {
        @Override
        Launch launch(Path folder) throws IOException {
            int port = freePort();
            return new Launch(bare(port), port, OptionalInt.empty());
        }

        private List<String> bare(int port) {
            return List.of(
                    "-cp",
                    System.getProperty("java.class.path"),
                    ServedModbus.class.getName(),
                    "echo",
                    String.valueOf(port));
        }
    },
    /** The simulator with the site of {@code configs/simple.json}. */
    SIMPLE_SITE {
        @Override
        Launch launch(Path folder) throws IOException {
            int port = freePort();
            int controlPort = freePort();
            Path site = folder.resolve("simple.json");
            Files.writeString(
                    site,
                    Files.readString(Path.of("configs/simple.json"))
                            .replace("55001", String.valueOf(port))
                            .replace(
                                    "../register-maps",
                                    Path.of("register-maps").toAbsolutePath().toString()));
            List<String> arguments = List.of(
                    "-jar",
                    JAR.toString(),
                    "run",
                    "-c",
                    site.toString(),
                    "--control-port",
                    String.valueOf(controlPort));
            return new Launch(arguments, port, OptionalInt.of(controlPort));
        }
    };

    static final Path JAR = Path.of("dertwin-runtime/target/dertwin.jar").toAbsolutePath();

    /**
     * Arguments of a JVM, and where the program will answer.
     *
     * @param controlPort port of its control channel, if it has one
     */
    record Launch(List<String> arguments, int port, OptionalInt controlPort) {}

    /** As the table shows it. */
    String text() {
        return this == BARE ? "bare" : "simple site";
    }

    abstract Launch launch(Path folder) throws IOException;

    /** One that nobody uses now; that somebody takes it until the program does would be seen at once. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
