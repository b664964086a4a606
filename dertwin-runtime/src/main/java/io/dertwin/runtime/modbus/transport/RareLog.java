package io.dertwin.runtime.modbus.transport;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** Logs a cause at most once a minute, and then says how often it has occurred meanwhile. */
final class RareLog {

    private static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Logger logger;
    private final LongSupplier nanoTime;
    private final Map<String, Occurrences> causes = new ConcurrentHashMap<>();

    /** @param before how many were not logged before the last line; @param since how many have not been logged since */
    private record Occurrences(long loggedAtNanos, long before, long since) {}

    RareLog(Logger logger, LongSupplier nanoTime) {
        this.logger = logger;
        this.nanoTime = nanoTime;
        // what is needed to complain has to be there when there are no file descriptors to load it
        note("");
    }

    /**
     * Logs what a peer or the operating system has done.
     *
     * @param cause what tells this message from others; one of few
     */
    void warn(String cause, String message) {
        Occurrences occurrences = note(cause);
        if (occurrences.since > 0) {
            return;
        }
        if (occurrences.before == 0) {
            logger.warn(message);
        } else {
            logger.warn("{} ({} more like it since the last such line)", message, occurrences.before);
        }
    }

    /** Logs what ought not to happen at all, with its stack trace. Never fails itself: whoever calls this has to go on. */
    void error(String cause, String message, Throwable thrown) {
        try {
            if (note(cause).since == 0) {
                logger.error(message, thrown);
            }
        } catch (RuntimeException | Error e) {
            // most likely there is no memory to say that there is no memory
        }
    }

    private Occurrences note(String cause) {
        long now = nanoTime.getAsLong();
        return causes.compute(cause, (key, seen) -> {
            if (seen == null) {
                return new Occurrences(now, 0, 0);
            }
            return now - seen.loggedAtNanos < INTERVAL_NANOS
                    ? new Occurrences(seen.loggedAtNanos, seen.before, seen.since + 1)
                    : new Occurrences(now, seen.since, 0);
        });
    }
}
