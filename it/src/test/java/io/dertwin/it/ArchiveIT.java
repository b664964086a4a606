package io.dertwin.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The start-up archive of {@code dertwin.jar}, with the JVM of the tests. */
class ArchiveIT {

    private static final String JAR =
            ProjectFiles.ROOT.resolve("dertwin-runtime/target/dertwin.jar").toString();

    @TempDir
    private Path folder;

    @Test
    @Timeout(120)
    void should_be_what_the_jar_starts_from() throws Exception {
        Path archive = folder.resolve("start up");
        java("-jar", JAR, "archive", archive.toString());

        String printed = java("@" + archive.resolve("java.options"), "-Xlog:class+load", "-jar", JAR, "--version");

        assertThat(printed).containsPattern("io\\.dertwin\\.runtime\\.cli\\.Main source: shared objects file");
    }

    @Test
    @Timeout(120)
    void should_be_passed_over_when_it_is_gone() throws Exception {
        java("-jar", JAR, "archive", folder.toString());
        try (var files = Files.newDirectoryStream(folder, "dertwin.*")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }

        String printed = java("@" + folder.resolve("java.options"), "-jar", JAR, "--version");

        assertThat(printed).contains("dertwin " + System.getProperty("it.version"));
    }

    private static String java(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
