package io.dertwin.runtime.device;

import java.util.List;

/**
 * Something a device reports.
 *
 * <pre>{@code
 * Point soc = Point.measurement("system_soc", "%").settable();
 * }</pre>
 *
 * @param name its internal name, as register maps call it
 * @param unit physical unit; empty if it has none
 * @param kind how its value behaves
 * @param canBeSet whether a test can put it to a value, see {@link Device#arrange}
 * @param names what the codes of a state mean, from 0 on; empty if they have no names
 */
public record Point(String name, String unit, Kind kind, boolean canBeSet, List<String> names) {

    public enum Kind {
        /** A physical quantity; in a register too small for it, it saturates. */
        MEASUREMENT,
        /** A total that only grows; in a register too small for it, it wraps. */
        COUNTER,
        /** A code or a flag. */
        STATE
    }

    public static Point measurement(String name, String unit) {
        return new Point(name, unit, Kind.MEASUREMENT, false, List.of());
    }

    public static Point counter(String name, String unit) {
        return new Point(name, unit, Kind.COUNTER, false, List.of());
    }

    public static Point state(String name) {
        return new Point(name, "", Kind.STATE, false, List.of());
    }

    /** A code whose values have names, from 0 on. */
    public static Point state(String name, List<String> names) {
        return new Point(name, "", Kind.STATE, false, List.copyOf(names));
    }

    /** The same point, which a test can put to a value. */
    public Point settable() {
        return new Point(name, unit, kind, true, names);
    }
}
