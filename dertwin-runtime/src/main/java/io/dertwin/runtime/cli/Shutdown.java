package io.dertwin.runtime.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of a running site, whoever calls for it. */
final class Shutdown {

    private static final Logger LOG = LoggerFactory.getLogger("dertwin");
    private static final long PATIENCE_SECONDS = 2;

    private final CountDownLatch called = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);

    /** A shutdown that SIGTERM and Ctrl-C call for. */
    static Shutdown onSignal() {
        Shutdown shutdown = new Shutdown();
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown::signalled, "dertwin-shutdown"));
        return shutdown;
    }

    /** Ends the site; the first reason goes to the log. */
    synchronized void call(String reason) {
        if (called.getCount() > 0) {
            LOG.info(reason);
            called.countDown();
        }
    }

    /** Returns when it is time to close the site. */
    void await() throws InterruptedException {
        called.await();
    }

    /** The site is closed: lets the JVM go. */
    void finished() {
        finished.countDown();
    }

    /** Runs while the JVM is going down: holds it until the site has closed, but not for long. */
    private void signalled() {
        called.countDown();
        try {
            finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
