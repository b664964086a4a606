package io.dertwin.runtime.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Sees to it that a site does not outlive whoever started it.
 *
 * @param parentPid a process without which it ends
 * @param untilStdinCloses whether it ends when standard input is at its end
 * @param maxLifetime after how long it ends
 */
record OwnerWatch(Optional<Long> parentPid, boolean untilStdinCloses, Optional<Duration> maxLifetime) {

    private static final long LOOK_MILLIS = 250;

    /** Calls for the shutdown when the time has come, on threads that keep no JVM alive. */
    void begin(Shutdown shutdown, InputStream stdin) {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(OwnerWatch::daemon);
        parentPid.ifPresent(
                pid -> clock.scheduleWithFixedDelay(look(pid, shutdown), 0, LOOK_MILLIS, TimeUnit.MILLISECONDS));
        maxLifetime.ifPresent(lifetime -> clock.schedule(
                () -> shutdown.call("Nobody has ended the site within " + lifetime),
                lifetime.toMillis(),
                TimeUnit.MILLISECONDS));
        if (untilStdinCloses) {
            daemon(() -> awaitEnd(stdin, shutdown)).start();
        }
    }

    /** {@link ProcessHandle#onExit()} would look every five seconds only. */
    private static Runnable look(long pid, Shutdown shutdown) {
        Optional<ProcessHandle> parent = ProcessHandle.of(pid);
        return () -> {
            if (parent.isEmpty() || !parent.get().isAlive()) {
                shutdown.call("Parent process " + pid + " is gone");
            }
        };
    }

    private static void awaitEnd(InputStream stdin, Shutdown shutdown) {
        try {
            stdin.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // a broken pipe has come to its end, too
        }
        shutdown.call("Standard input is closed");
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "dertwin-owner-watch");
        thread.setDaemon(true);
        return thread;
    }
}
