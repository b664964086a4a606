package io.dertwin.runtime.device;

import java.util.Arrays;
import java.util.function.DoublePredicate;

/**
 * Something a device can be told.
 *
 * @param name its internal name, as register maps call it
 * @param unit physical unit; empty if it has none
 * @param accepts which values the device takes; it clamps some of these, but refuses all others
 * @param demand what is accepted, to complete the sentence "start_stop_standby must be …"
 * @param momentary acts once per write and reads back 0 afterwards
 */
public record CommandPoint(String name, String unit, DoublePredicate accepts, String demand, boolean momentary) {

    /** Takes any finite number. */
    public static CommandPoint any(String name, String unit) {
        return new CommandPoint(name, unit, Double::isFinite, "a finite number", false);
    }

    /** Takes one of the given whole numbers. */
    public static CommandPoint oneOf(String name, int... values) {
        String demand = "one of " + Arrays.toString(values);
        return new CommandPoint(name, "", value -> Arrays.stream(values).anyMatch(one -> one == value), demand, false);
    }

    /** Takes any whole number that fits a register: a code whose meaning is up to the user. */
    public static CommandPoint code(String name) {
        return new CommandPoint(
                name,
                "",
                value -> value >= 0 && value <= 65_535 && value == Math.rint(value),
                "a whole number from 0 to 65535",
                false);
    }

    /** Takes numbers from {@code low} to {@code high}. */
    public static CommandPoint between(String name, String unit, double low, double high) {
        return new CommandPoint(
                name, unit, value -> value >= low && value <= high, "from " + low + " to " + high, false);
    }

    /** Takes any finite number, acts once per write. */
    public static CommandPoint momentary(String name) {
        return new CommandPoint(name, "", Double::isFinite, "a finite number", true);
    }
}
