package io.dertwin.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The plain one of the Invoker's builds with the oldest Maven that will do, the newest, and the next. */
class OtherMavensIT {

    private static final Path BUILDS = Path.of("target", "builds");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"3.8.1", "3.9.16", "4.0.0-rc-5"})
    @Timeout(300)
    void should_run_a_site_for_the_tests_of_a_build(String version) throws Exception {
        Path maven = MavenDistribution.install(version, folder);

        build(maven, "parent", "install");
        String log = build(maven, "plain", "verify");

        assertThat(log)
                .contains("Site 'plain' is up after ")
                .containsPattern("Site 'plain': .* simulated; 2 requests, 0 writes, 0 unmapped accesses, 0 exceptions");
        assertThat(folder.resolve("plain/target/dertwin/site.log")).content().contains("Shutting down");
    }

    private String build(Path maven, String name, String goal) throws IOException, InterruptedException {
        MavenBuild build = new MavenBuild(maven, copy(name));
        int exitCode = build.start(goal).waitFor();
        assertThat(exitCode).as(build.log()).isZero();
        return build.log();
    }

    private Path copy(String name) throws IOException {
        Path target = folder.resolve(name);
        try (Stream<Path> files = Files.walk(BUILDS.resolve(name))) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(BUILDS.resolve(name).relativize(file)));
            }
        }
        return target;
    }
}
