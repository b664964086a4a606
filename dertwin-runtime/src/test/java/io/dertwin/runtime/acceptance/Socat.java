package io.dertwin.runtime.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dertwin.runtime.protocol.Endpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Makes a terminal of a TCP port that carries RTU frames, as users of DER Twin do: {@code apt-get install socat}. */
record Socat(Process process, Path terminal) implements AutoCloseable {

    /** The test is skipped if the program is not there. */
    static Socat connect(Endpoint endpoint) throws IOException {
        assumeTrue(isThere(), "socat is not installed (Debian and Ubuntu: apt-get install socat)");
        Path terminal = Files.createTempDirectory("socat").resolve("terminal");
        Process process = new ProcessBuilder(
                        "socat",
                        "-d",
                        "-d",
                        "pty,raw,echo=0,link=" + terminal,
                        "tcp:" + endpoint.host() + ":" + endpoint.port())
                .start();
        BufferedReader log = process.errorReader(StandardCharsets.UTF_8);
        String line = log.readLine();
        while (line != null && !line.contains("starting data transfer loop")) {
            line = log.readLine();
        }
        return new Socat(process, terminal);
    }

    private static boolean isThere() {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "socat")));
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
