package io.dertwin.runtime.engine;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets simulated time follow wall time. How many ticks are due is computed from the start of following, never summed up,
 * so that nothing drifts and a pause of the process is caught up with; ticks that the machine cannot keep up with are
 * reported.
 */
final class Pacer {

    private static final Logger LOG = LoggerFactory.getLogger(Pacer.class);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double LAGGING_SECONDS = 1;
    private static final long WARN_EVERY_NANOS = 60_000_000_000L;
    private static final long LONGEST_BATCH_NANOS = 10_000_000;

    /** What the pacer drives. */
    interface Ticker {
        /** Computes one tick. */
        void tick();
    }

    private final double stepSeconds;
    private final Ticker ticker;
    private final LongSupplier nanoClock;

    private double speed;
    private long origin;
    private long ticksSinceOrigin;
    private long lastWarning;
    private boolean warned;

    Pacer(double stepSeconds, Ticker ticker, LongSupplier nanoClock) {
        this.stepSeconds = stepSeconds;
        this.ticker = ticker;
        this.nanoClock = nanoClock;
    }

    /** Begins to follow wall time from now on, at this many simulated seconds per wall second; infinity is flat out. */
    void follow(double newSpeed) {
        speed = newSpeed;
        origin = nanoClock.getAsLong();
        ticksSinceOrigin = 0;
    }

    /**
     * Computes the ticks that are due, for a few milliseconds at the most.
     *
     * @return nanoseconds until the next tick is due; 0 if more are due already
     */
    long catchUp() {
        long begin = nanoClock.getAsLong();
        long now = begin;
        long due = dueTicks(now);
        while (ticksSinceOrigin < due && now - begin < LONGEST_BATCH_NANOS) {
            ticker.tick();
            ticksSinceOrigin++;
            now = nanoClock.getAsLong();
        }
        if (ticksSinceOrigin < dueTicks(now)) {
            reportLag(now);
            return 0;
        }
        return nanosUntilNext(now);
    }

    private long dueTicks(long now) {
        if (Double.isInfinite(speed)) {
            return Long.MAX_VALUE;
        }
        return (long) ((now - origin) / NANOS_PER_SECOND * speed / stepSeconds);
    }

    private long nanosUntilNext(long now) {
        double nextAt = (ticksSinceOrigin + 1) * stepSeconds / speed * NANOS_PER_SECOND;
        return Math.max(1, (long) Math.ceil(nextAt) - (now - origin));
    }

    /** How far simulated time is behind, in wall seconds. */
    double lagSeconds(long now) {
        return Double.isInfinite(speed) ? 0 : (dueTicks(now) - ticksSinceOrigin) * stepSeconds / speed;
    }

    private void reportLag(long now) {
        double lag = lagSeconds(now);
        if (lag > LAGGING_SECONDS && (!warned || now - lastWarning > WARN_EVERY_NANOS)) {
            LOG.warn(
                    "Cannot keep up | {} s behind wall time at speed {}: lower the speed or lengthen the step",
                    String.format("%.1f", lag),
                    speed);
            warned = true;
            lastWarning = now;
        }
    }

    /** Waits on the calling thread; whoever changes the mode unparks it. */
    static void pause(long nanos) {
        if (nanos > 0) {
            LockSupport.parkNanos(nanos);
        }
    }
}
