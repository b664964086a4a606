package io.dertwin.client;

import java.time.Duration;

/**
 * The clock of a site. Stepped, it stands still until it is told to advance; twenty minutes pass as fast as the machine
 * can compute them, the same way every time.
 *
 * <pre>{@code
 * site.clock().advance(Duration.ofMinutes(20));
 * boolean full = site.clock().advanceUntil("bess-1", "system_soc", atLeast(80), Duration.ofHours(2));
 * }</pre>
 */
public interface SiteClock {

    /** The speed at which time follows wall time as fast as the machine can compute. */
    double AS_FAST_AS_POSSIBLE = Double.POSITIVE_INFINITY;

    /** What moves the time now. */
    ClockMode mode();

    /** Simulated seconds per wall second while time follows wall time. */
    double speed();

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

    /** Advances slice by slice, with a pause after each; for an EMS that runs beside the test with a loop of its own. */
    void advance(Duration duration, Pace pace);

    /**
     * Advances until a condition is true, for example {@code "bess-1.system_soc >= 80 and grid.frequency < 49.8"}. Values
     * are {@code <device>.<point>}, {@code grid.frequency}, {@code grid.voltage}, {@code site.power}, {@code site.load},
     * {@code weather.irradiance}, {@code weather.ambient_temperature} and {@code time}; they compare by
     * {@code >= <= > < == !=} and are joined by {@code and}, {@code or} and parentheses.
     *
     * @return whether it was true before the limit of simulated time was used up
     */
    boolean advanceUntil(String condition, Duration limit);

    /**
     * Advances until a telemetry value matches.
     *
     * @return whether it matched before the limit of simulated time was used up
     */
    boolean advanceUntil(String device, String point, ValueMatcher matcher, Duration limit);

    /** Lets time follow wall time at this many simulated seconds per wall second. */
    void follow(double speed);

    /** Lets time stand still until it is advanced. */
    void stepped();

    /** Suspends following wall time. */
    void pause();
}
