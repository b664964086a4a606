package io.dertwin.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of this machine. Tests that need one that is not there are skipped, unless that would be a failure. */
final class Tool {

    private static final int MOST_SECONDS = 120;

    private final String name;

    private Tool(String name) {
        this.name = name;
    }

    /** @param name of the program, and of the package of Debian and Ubuntu that has it */
    static Tool named(String name) {
        boolean there = Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        String missing = name + " is not installed (Debian and Ubuntu: apt-get install " + name + ")";
        if (!there && Boolean.parseBoolean(System.getenv(Docker.REQUIRED))) {
            throw new IllegalStateException(missing + ", and " + Docker.REQUIRED + " is set");
        }
        assumeTrue(there, missing);
        return new Tool(name);
    }

    /** What it prints, errors included; it must end well. */
    String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(name));
        command.addAll(Arrays.asList(arguments));
        Path output = Files.createTempFile(name, ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            String printed = Files.readString(output, StandardCharsets.UTF_8);
            if (!ended || process.exitValue() != 0) {
                throw new IOException(command + (ended ? " failed: " : " did not end: ") + printed);
            }
            return printed;
        } finally {
            Files.delete(output);
        }
    }

    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(name));
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command).start();
    }
}
