package io.dertwin.runtime.device;

/**
 * Something a device reports.
 *
 * @param name its internal name, as register maps call it
 * @param unit physical unit; empty if it has none
 * @param kind how its value behaves
 */
public record Point(String name, String unit, Kind kind) {

    public enum Kind {
        /** A physical quantity; in a register too small for it, it saturates. */
        MEASUREMENT,
        /** A total that only grows; in a register too small for it, it wraps. */
        COUNTER,
        /** A code or a flag. */
        STATE
    }

    public static Point measurement(String name, String unit) {
        return new Point(name, unit, Kind.MEASUREMENT);
    }

    public static Point counter(String name, String unit) {
        return new Point(name, unit, Kind.COUNTER);
    }

    public static Point state(String name) {
        return new Point(name, "", Kind.STATE);
    }
}
