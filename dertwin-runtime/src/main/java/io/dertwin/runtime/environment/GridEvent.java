package io.dertwin.runtime.environment;

/**
 * Something that happens to the grid or the weather for a while. Active from {@code start} to {@code start + duration},
 * both included.
 *
 * @param kind what it changes
 * @param magnitude frequency: Hz added; voltage: fraction of the nominal value added; weather: the value that replaces the
 *     model's
 * @param shape how it sets in
 * @param start simulated seconds
 * @param duration seconds
 */
public record GridEvent(Kind kind, double magnitude, Shape shape, double start, double duration) {

    /** A tick's time is a product of whole numbers and the step; this forgives the rounding of that product. */
    private static final double TOLERANCE = 1e-6;

    public enum Kind {
        FREQUENCY,
        VOLTAGE,
        IRRADIANCE,
        AMBIENT_TEMPERATURE
    }

    public enum Shape {
        /** The full magnitude at once. */
        STEP,
        /** Grows linearly to the full magnitude over the duration. */
        RAMP
    }

    boolean activeAt(double t) {
        return t >= start - TOLERANCE && t <= start + duration + TOLERANCE;
    }

    double at(double t) {
        if (shape == Shape.STEP || duration == 0) {
            return magnitude;
        }
        return magnitude * Math.min(1, Math.max(0, (t - start) / duration));
    }
}
