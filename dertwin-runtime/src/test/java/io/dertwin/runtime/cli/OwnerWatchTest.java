package io.dertwin.runtime.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** Every test returns from the shutdown's wait, or hangs until its time-out. */
@Timeout(60)
class OwnerWatchTest {

    private static final InputStream EMPTY = new ByteArrayInputStream(new byte[0]);

    private final Shutdown shutdown = new Shutdown();

    @Test
    void should_end_the_site_when_its_parent_ends() throws IOException, InterruptedException {
        Process parent = new ProcessBuilder("cat").start();
        watch(EMPTY, "--parent-pid", String.valueOf(parent.pid()));

        parent.destroy();

        shutdown.await();
    }

    @Test
    void should_end_the_site_when_its_parent_was_gone_before() throws IOException, InterruptedException {
        Process parent = new ProcessBuilder("true").start();
        parent.waitFor();

        watch(EMPTY, "--parent-pid", String.valueOf(parent.pid()));

        shutdown.await();
    }

    @Test
    void should_end_the_site_when_standard_input_closes() throws IOException, InterruptedException {
        PipedOutputStream owner = new PipedOutputStream();
        watch(new PipedInputStream(owner), "--until-stdin-closes");

        owner.close();

        shutdown.await();
    }

    @Test
    void should_end_the_site_when_its_lifetime_is_over() throws InterruptedException {
        watch(EMPTY, "--max-lifetime", "PT0.001S");

        shutdown.await();
    }

    private void watch(InputStream stdin, String... options) {
        OwnerWatch watch = CommandLine.populateCommand(new OwnerWatch(), options);
        watch.begin(shutdown, stdin);
    }
}
