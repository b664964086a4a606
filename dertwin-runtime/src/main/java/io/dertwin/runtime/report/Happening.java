package io.dertwin.runtime.report;

import java.util.Optional;

/**
 * Something that befell a site from outside for a while.
 *
 * @param id what tells it from others of its scope
 * @param scope where it comes from
 * @param kind what it is, as the control channel calls it: {@code frequency}, {@code delay}
 * @param device whom it befell; empty if it was the whole site
 * @param label what it is, in a few words
 * @param begin simulated seconds
 * @param end simulated seconds; infinity while nobody knows
 */
public record Happening(
        String id, Scope scope, String kind, Optional<String> device, String label, double begin, double end) {

    /** Where something comes from. */
    public enum Scope {
        GRID,
        WEATHER,
        FAULT,
        /** What was written to a device has run out, as nobody wrote it again. */
        LAPSE
    }

    Happening endingAt(double time) {
        return new Happening(id, scope, kind, device, label, begin, Math.max(begin, Math.min(end, time)));
    }

    Happening beginningAt(double time) {
        return new Happening(id, scope, kind, device, label, Math.max(begin, time), end);
    }
}
