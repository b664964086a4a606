package io.dertwin.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteProcessTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final IntConsumer IGNORED = exitCode -> {};

    @TempDir
    private Path folder;

    private SiteFiles files;

    @BeforeEach
    void setUp() throws IOException {
        files = new SiteFiles(folder, "site");
        files.clear();
    }

    @Test
    void should_return_once_the_site_is_ready_and_end_it_on_stop() throws MojoExecutionException {
        SiteProcess site = start("ready", LONG);

        assertThat(site.ready().siteName()).isEqualTo("harbour");
        assertThat(site.ending()).isEmpty();
        assertThat(site.stop()).isEmpty();
        assertThat(site.ending()).isPresent();
    }

    @Test
    void should_show_what_the_simulator_printed_when_it_does_not_start() {
        assertThatThrownBy(() -> start("fail", LONG))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("The site did not start: the simulator ended with exit code 1. ")
                .hasMessageContainingAll("Building site: harbour", "port 55001 is in use");
    }

    @Test
    void should_give_up_and_end_the_simulator_when_it_is_not_ready_in_time() {
        assertThatThrownBy(() -> start("sit", Duration.ofMillis(1)))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("The site was not ready within ");
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void should_say_so_when_there_is_no_such_program() {
        assertThatThrownBy(() ->
                        SiteProcess.start(new Launch(List.of("/no/such/java"), Map.of(), folder), files, LONG, IGNORED))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("The simulator cannot be started: ");
    }

    private SiteProcess start(String behaviour, Duration timeout) throws MojoExecutionException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FakeSimulator.class.getName(),
                behaviour,
                files.ready().toString());
        return SiteProcess.start(new Launch(command, Map.of(), folder), files, timeout, IGNORED);
    }
}
