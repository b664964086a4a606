package io.dertwin.runtime.device;

import io.dertwin.runtime.settings.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * Putting a point to a value, with the checks that all devices share.
 *
 * <pre>{@code
 * case "system_soc" -> Arrangement.between(point, value, 0, 100, cells::setSoc);
 * }</pre>
 */
public final class Arrangement {

    private Arrangement() {}

    /** Sets a number from {@code low} to {@code high}; any other is refused. */
    public static Optional<String> between(String point, double value, double low, double high, DoubleConsumer set) {
        if (!(value >= low && value <= high)) {
            return Optional.of(point + " must be from " + text(low) + " to " + text(high) + ", but is " + text(value));
        }
        set.accept(value);
        return Optional.empty();
    }

    /** Sets a whole number from {@code low} to {@code high}; any other is refused. */
    public static Optional<String> whole(String point, double value, long low, long high, DoubleConsumer set) {
        if (value != Math.rint(value)) {
            return Optional.of(
                    point + " must be a whole number from " + low + " to " + high + ", but is " + text(value));
        }
        return between(point, value, low, high, set);
    }

    /** Sets a total, which is at least 0. */
    public static Optional<String> total(String point, double value, DoubleConsumer set) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            return Optional.of(point + " must be a finite number, at least 0, but is " + text(value));
        }
        set.accept(value);
        return Optional.empty();
    }

    /** The answer to a point that cannot be set. */
    public static Optional<String> refuse(DeviceType type, String point) {
        List<String> settable =
                type.points().stream().filter(Point::canBeSet).map(Point::name).toList();
        boolean computed = type.points().stream().anyMatch(one -> one.name().equals(point));
        String reason = computed
                ? point + " is computed and cannot be set"
                : type.name() + " has no point '" + point + "' to set" + Nearest.hint(point, settable);
        return Optional.of(reason + " (these can be set: " + String.join(", ", settable) + ")");
    }

    private static String text(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? String.valueOf((long) number)
                : String.valueOf(number);
    }
}
