package io.dertwin.client;

import java.time.Duration;

/**
 * The clock of a site. Stepped, it stands still until it is told to advance; twenty minutes pass as fast as the machine
 * can compute them, the same way every time.
 *
 * <pre>{@code
 * site.clock().advance(Duration.ofMinutes(20));
 * boolean full = site.clock().advanceUntil("bess-1", "system_soc", atLeast(90), Duration.ofHours(2));
 * }</pre>
 */
public interface SiteClock {

    /** Simulated seconds since midnight of day 0. */
    double time();

    /** Steps computed since the site started. */
    long ticks();

    /** Length of one step in simulated seconds. */
    double stepSeconds();

    /** Hour of the simulated day, 0 to 24. */
    default double hourOfDay() {
        return time() / 3600 % 24;
    }

    /**
     * Computes as many steps as the duration holds, at least one for a positive duration, and returns when they are done.
     */
    void advance(Duration duration);

    /** Computes this many steps and returns when they are done. */
    void advance(long steps);

    /**
     * Advances until a telemetry value matches.
     *
     * @return whether it matched before the limit of simulated time was used up
     */
    boolean advanceUntil(String device, String point, ValueMatcher matcher, Duration limit);
}
