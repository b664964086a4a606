package io.dertwin.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StartUpArchiveTest {

    private static final Path FOLDER = Path.of("/app");

    @Test
    void should_be_an_aot_cache_for_a_jvm_that_knows_them() {
        assertThat(StartUpArchive.of(Runtime.Version.parse("25.0.3+9"), FOLDER))
                .isEqualTo(new StartUpArchive(
                        Path.of("/app/dertwin.aot"),
                        "-XX:AOTCacheOutput=/app/dertwin.aot",
                        "-XX:AOTCache=/app/dertwin.aot"));
    }

    @Test
    void should_be_class_data_sharing_for_a_jvm_before() {
        assertThat(StartUpArchive.of(Runtime.Version.parse("17.0.19+10"), FOLDER))
                .isEqualTo(new StartUpArchive(
                        Path.of("/app/dertwin.jsa"),
                        "-XX:ArchiveClassesAtExit=/app/dertwin.jsa",
                        "-XX:SharedArchiveFile=/app/dertwin.jsa"));
    }
}
