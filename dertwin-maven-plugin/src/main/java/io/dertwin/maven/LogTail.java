package io.dertwin.maven;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The end of a site's log, for messages about what went wrong with it. */
final class LogTail {

    private static final int LINES = 20;

    private LogTail() {}

    /** A paragraph with the last lines of the log and the place of the whole. */
    static String of(Path log) {
        List<String> lines = lines(log);
        if (lines.isEmpty()) {
            return "It printed nothing to " + log + ".";
        }
        int from = Math.max(0, lines.size() - LINES);
        String heading = from == 0 ? "It printed, to " + log + ":" : "The end of " + log + ":";
        return lines.subList(from, lines.size()).stream()
                .map(line -> "    " + line)
                .collect(Collectors.joining(System.lineSeparator(), heading + System.lineSeparator(), ""));
    }

    private static List<String> lines(Path log) {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
