package io.dertwin.runtime.math;

/**
 * Sine and cosine of an angle in half turns, which is how the models have it: of πx, not of x. Made of additions and
 * multiplications only, so they give the same bits everywhere; exact at every quarter turn. {@code StrictMath} would do, if
 * on newer JDKs it did not allocate with every call.
 *
 * <pre>{@code
 * double atNoon = 1000 * HalfTurns.sin((12.0 - 6) / (18 - 6)); // 1000
 * }</pre>
 */
public final class HalfTurns {

    /** 1/3!, 1/5! … 1/17! with alternating signs, from the highest power down. */
    private static final double[] SINE = {
        1 / 355_687_428_096_000.0,
        -1 / 1_307_674_368_000.0,
        1 / 6_227_020_800.0,
        -1 / 39_916_800.0,
        1 / 362_880.0,
        -1 / 5040.0,
        1 / 120.0,
        -1 / 6.0
    };

    /** 1/2!, 1/4! … 1/16! with alternating signs, from the highest power down. */
    private static final double[] COSINE = {
        1 / 20_922_789_888_000.0,
        -1 / 87_178_291_200.0,
        1 / 479_001_600.0,
        -1 / 3_628_800.0,
        1 / 40_320.0,
        -1 / 720.0,
        1 / 24.0,
        -1 / 2.0
    };

    private HalfTurns() {}

    /** sin(πx). */
    public static double sin(double x) {
        double within = x - 2 * Math.rint(x / 2);
        double sine = quarter(Math.min(Math.abs(within), 1 - Math.abs(within)));
        return within < 0 ? -sine : sine;
    }

    /** cos(πx). */
    public static double cos(double x) {
        double within = Math.abs(x - 2 * Math.rint(x / 2));
        return within <= 0.5 ? quarter(0.5 - within) : -quarter(within - 0.5);
    }

    /** sin(πx) for x from 0 to ½: near ½ it is the cosine of what is missing. */
    private static double quarter(double x) {
        if (x <= 0.25) {
            double angle = Math.PI * x;
            double square = angle * angle;
            return angle + angle * square * polynomial(SINE, square);
        }
        double angle = Math.PI * (0.5 - x);
        double square = angle * angle;
        return 1 + square * polynomial(COSINE, square);
    }

    private static double polynomial(double[] coefficients, double x) {
        double sum = 0;
        for (double coefficient : coefficients) {
            sum = sum * x + coefficient;
        }
        return sum;
    }
}
