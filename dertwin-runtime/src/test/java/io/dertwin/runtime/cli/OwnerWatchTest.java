package io.dertwin.runtime.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every test returns from the shutdown's wait, or hangs until its time-out. */
@Timeout(60)
class OwnerWatchTest {

    private static final InputStream EMPTY = new ByteArrayInputStream(new byte[0]);

    private final Shutdown shutdown = new Shutdown();

    @Test
    void should_end_the_site_when_its_parent_ends() throws IOException, InterruptedException {
        Process parent = new ProcessBuilder("cat").start();
        new OwnerWatch(Optional.of(parent.pid()), false, Optional.empty()).begin(shutdown, EMPTY);

        parent.destroy();

        shutdown.await();
    }

    @Test
    void should_end_the_site_when_its_parent_was_gone_before() throws IOException, InterruptedException {
        Process parent = new ProcessBuilder("true").start();
        parent.waitFor();

        new OwnerWatch(Optional.of(parent.pid()), false, Optional.empty()).begin(shutdown, EMPTY);

        shutdown.await();
    }

    @Test
    void should_end_the_site_when_standard_input_closes() throws IOException, InterruptedException {
        PipedOutputStream owner = new PipedOutputStream();
        new OwnerWatch(Optional.empty(), true, Optional.empty()).begin(shutdown, new PipedInputStream(owner));

        owner.close();

        shutdown.await();
    }

    @Test
    void should_end_the_site_when_its_lifetime_is_over() throws InterruptedException {
        new OwnerWatch(Optional.empty(), false, Optional.of(Duration.ofMillis(1))).begin(shutdown, EMPTY);

        shutdown.await();
    }
}
