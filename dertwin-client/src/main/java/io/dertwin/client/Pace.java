package io.dertwin.client;

import java.time.Duration;

/**
 * How an advance makes room for an EMS that has a loop of its own: it goes in slices of simulated time and pauses after
 * each, so that the EMS can read and write in between.
 *
 * <pre>{@code
 * // twenty minutes, during which an EMS that polls every 200 ms acts about once a simulated second
 * site.clock().advance(Duration.ofMinutes(20), Pace.every(Duration.ofSeconds(1), Duration.ofMillis(200)));
 * }</pre>
 *
 * @param slice simulated time that passes at once
 * @param pause wall time to wait after it
 */
public record Pace(Duration slice, Duration pause) {

    /** @throws IllegalArgumentException if there would be no slices, or a pause runs backwards */
    public Pace {
        if (slice.isNegative() || slice.isZero()) {
            throw new IllegalArgumentException("the slice must be longer than nothing, but is " + slice);
        }
        if (pause.isNegative()) {
            throw new IllegalArgumentException("the pause must not be negative, but is " + pause);
        }
    }

    /** A slice of simulated time and the pause of wall time that follows it. */
    public static Pace every(Duration slice, Duration pause) {
        return new Pace(slice, pause);
    }
}
