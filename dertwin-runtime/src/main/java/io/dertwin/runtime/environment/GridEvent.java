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
    static final double TOLERANCE = 1e-6;

    public enum Kind {
        FREQUENCY,
        VOLTAGE,
        IRRADIANCE,
        AMBIENT_TEMPERATURE
    }

    public enum Shape {
        /** The full magnitude at once. */
        STEP,
        /** Grows linearly to the full magnitude over the duration: a delta from 0, a weather value from the model's. */
        RAMP
    }

    boolean activeAt(double t) {
        return t >= start - TOLERANCE && t <= start + duration + TOLERANCE;
    }

    /** What is added at an instant. */
    double deltaAt(double t) {
        return magnitude * progressAt(t);
    }

    /** What takes the place of the model's value at an instant; without a model there is nothing to ramp from. */
    double overrideAt(double t, double modelled) {
        double progress = progressAt(t);
        return progress == 1 || Double.isNaN(modelled) ? magnitude : modelled + progress * (magnitude - modelled);
    }

    private double progressAt(double t) {
        if (shape == Shape.STEP || duration == 0) {
            return 1;
        }
        return Math.min(1, Math.max(0, (t - start) / duration));
    }
}
