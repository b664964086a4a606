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

    /** What can be changed, by what key its magnitude is known, and how far it goes: beyond, no model holds. */
    public enum Kind {
        FREQUENCY("delta_hz", -100, 100),
        VOLTAGE("delta", -1, 1),
        IRRADIANCE("value", 0, 2000),
        AMBIENT_TEMPERATURE("value", -100, 100);

        private final String key;
        private final int lowest;
        private final int highest;

        Kind(String key, int lowest, int highest) {
            this.key = key;
            this.lowest = lowest;
            this.highest = highest;
        }

        public String key() {
            return key;
        }

        public int lowest() {
            return lowest;
        }

        public int highest() {
            return highest;
        }
    }

    public enum Shape {
        /** The full magnitude at once. */
        STEP,
        /** Grows linearly to the full magnitude over the duration: a delta from 0, a weather value from the model's. */
        RAMP
    }

    public GridEvent {
        if (!(magnitude >= kind.lowest() && magnitude <= kind.highest())) {
            throw new IllegalArgumentException(
                    kind.key() + ": must be from " + kind.lowest() + " to " + kind.highest() + ", but is " + magnitude);
        }
        if (!(duration >= 0)) {
            throw new IllegalArgumentException("duration: must not be negative, but is " + duration + " s");
        }
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
