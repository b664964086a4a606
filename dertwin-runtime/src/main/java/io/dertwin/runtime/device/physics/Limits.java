package io.dertwin.runtime.device.physics;

/** Bounds on a value, and on how fast it may change. */
public final class Limits {

    private Limits() {}

    /** The value, or the bound that it is beyond. */
    public static double clamp(double value, double low, double high) {
        return Math.min(high, Math.max(low, value));
    }

    /** Goes from {@code value} towards {@code target}, by {@code most} at most, and arrives there exactly. */
    public static double approach(double value, double target, double most) {
        double missing = target - value;
        if (Math.abs(missing) <= most) {
            return target;
        }
        return missing > 0 ? value + most : value - most;
    }
}
