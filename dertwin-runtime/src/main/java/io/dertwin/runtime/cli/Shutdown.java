package io.dertwin.runtime.cli;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What ends a running site: a signal, or the death of the process that wanted it. */
final class Shutdown {

    private static final Logger LOG = LoggerFactory.getLogger("dertwin");
    private static final long PATIENCE_SECONDS = 2;

    private final CountDownLatch stop;
    private final CountDownLatch finished = new CountDownLatch(1);

    private Shutdown(CountDownLatch stop) {
        this.stop = stop;
    }

    /** Arranges for {@code stop} to be counted down when it is time; {@link #finished()} lets the JVM go. */
    static Shutdown on(CountDownLatch stop, Optional<Long> parentPid) {
        Shutdown shutdown = new Shutdown(stop);
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown::signalled, "dertwin-shutdown"));
        parentPid.ifPresent(shutdown::watch);
        return shutdown;
    }

    void finished() {
        finished.countDown();
    }

    /** Runs while the JVM is going down: holds it until the site has closed, but not for long. */
    private void signalled() {
        stop.countDown();
        try {
            finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(long pid) {
        Optional<ProcessHandle> parent = ProcessHandle.of(pid);
        if (parent.isEmpty()) {
            LOG.warn("Parent process {} is gone", pid);
            stop.countDown();
            return;
        }
        parent.get().onExit().thenRun(() -> {
            LOG.info("Parent process {} has ended", pid);
            stop.countDown();
        });
    }
}
