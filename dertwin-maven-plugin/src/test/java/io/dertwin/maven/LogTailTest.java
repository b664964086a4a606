package io.dertwin.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    private Path log;

    @BeforeEach
    void setUp(@TempDir Path folder) {
        log = folder.resolve("site.log");
    }

    @Test
    void should_show_all_of_a_short_log() throws IOException {
        Files.writeString(log, "one\ntwo\n");

        assertThat(LogTail.of(log).lines()).containsExactly("It printed, to " + log + ":", "    one", "    two");
    }

    @Test
    void should_show_the_last_lines_of_a_long_log() throws IOException {
        Files.write(log, IntStream.rangeClosed(1, 100).mapToObj(String::valueOf).toList());

        assertThat(LogTail.of(log).lines())
                .hasSize(21)
                .startsWith("The end of " + log + ":", "    81")
                .endsWith("    100");
    }

    @Test
    void should_survive_a_log_that_is_not_text() throws IOException {
        Files.write(log, new byte[] {(byte) 0xFF, (byte) 0xC3, 0x28, '\n'});

        assertThat(LogTail.of(log)).contains("It printed");
    }

    @Test
    void should_say_so_when_nothing_was_printed() throws IOException {
        assertThat(LogTail.of(log)).isEqualTo("It printed nothing to " + log + ".");
        Files.writeString(log, "", StandardCharsets.UTF_8);
        assertThat(LogTail.of(log)).isEqualTo("It printed nothing to " + log + ".");
    }
}
