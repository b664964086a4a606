package io.dertwin.runtime.settings;

import java.util.function.DoublePredicate;

/** A number under a key, on its way through the checks of its reader. The first check that fails is reported. */
public final class NumberSetting {

    private final Settings settings;
    private final String key;
    private final Number value;
    private final boolean rejected;

    NumberSetting(Settings settings, String key, Number value) {
        this(settings, key, value, false);
    }

    private NumberSetting(Settings settings, String key, Number value, boolean rejected) {
        this.settings = settings;
        this.key = key;
        this.value = value;
        this.rejected = rejected;
    }

    static NumberSetting rejected(Settings settings, String key) {
        return new NumberSetting(settings, key, null, true);
    }

    public NumberSetting above(double bound) {
        return check(number -> number > bound, "must be greater than " + text(bound));
    }

    public NumberSetting below(double bound) {
        return check(number -> number < bound, "must be less than " + text(bound));
    }

    public NumberSetting atLeast(double bound) {
        return check(number -> number >= bound, "must be at least " + text(bound));
    }

    public NumberSetting atMost(double bound) {
        return check(number -> number <= bound, "must be at most " + text(bound));
    }

    public NumberSetting between(double low, double high) {
        return check(number -> number >= low && number <= high, "must be from " + text(low) + " to " + text(high));
    }

    public NumberSetting whole() {
        return check(number -> number == Math.rint(number), "must be a whole number");
    }

    /** Any other condition; {@code demand} completes the sentence "x must …". */
    public NumberSetting check(DoublePredicate condition, String demand) {
        if (value == null || condition.test(value.doubleValue())) {
            return this;
        }
        settings.reject(key, demand + ", but is " + (value instanceof Double number ? text(number) : value.toString()));
        return rejected(settings, key);
    }

    /** The number, or the fallback if it is absent or was rejected. */
    public double orElse(double fallback) {
        return value == null ? fallback : value.doubleValue();
    }

    /** The number as an int; ask for {@link #whole()} and bounds first. */
    public int orElse(int fallback) {
        return value == null ? fallback : (int) value.doubleValue();
    }

    /** The number as a long, to the last digit; ask for {@link #whole()} first. */
    public long orElse(long fallback) {
        if (value == null) {
            return fallback;
        }
        return value instanceof Long number ? number : (long) value.doubleValue();
    }

    /** The number; its absence is a problem, and the fallback stands in for it. */
    public double required(double fallback) {
        if (value == null && !rejected) {
            settings.reject(key, "is missing");
        }
        return orElse(fallback);
    }

    /** A number as a user would write it: 5, not 5.0. */
    static String text(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? String.valueOf((long) number)
                : String.valueOf(number);
    }
}
