package io.dertwin.runtime.journal;

import java.time.Instant;

/**
 * When something happened.
 *
 * @param time by the site's clock, in simulated seconds
 * @param wall by the clock on the wall
 */
public record Moment(double time, Instant wall) {}
