package io.dertwin.runtime.modbus.transport;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program of the same name, which speaks Modbus by libmodbus: {@code apt-get install mbpoll}. */
public final class Mbpoll {

    private Mbpoll() {}

    /** Runs it until it has polled once; the test is skipped if the program is not there. */
    public static Result run(String... arguments) throws IOException, InterruptedException {
        assumeTrue(isThere(), "mbpoll is not installed (Debian and Ubuntu: apt-get install mbpoll)");
        List<String> command = new ArrayList<>(List.of("mbpoll", "-0", "-1", "-o", "10"));
        command.addAll(Arrays.asList(arguments));
        Path output = Files.createTempFile("mbpoll", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
        }
    }

    private static boolean isThere() {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "mbpoll")));
    }

    /** What it has said. */
    public record Result(int exitCode, String output) {

        /** The values read, line by line: {@code [7]: 1234}. */
        public List<String> values() {
            return output.lines()
                    .filter(line -> line.startsWith("["))
                    .map(line -> line.replaceAll("\\s+", " ").trim())
                    .toList();
        }
    }
}
