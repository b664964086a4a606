package io.dertwin.runtime.random;

import io.dertwin.runtime.state.State;

/**
 * A reproducible stream of random numbers: SplitMix64 (Steele, Lea and Flood, 2014), and normal deviates by Marsaglia's
 * polar method. Both are written out here, so that a seed means the same on every JDK and CPU, for good.
 */
public final class RandomStream {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final double TWO_TO_MINUS_53 = 0x1.0p-53;

    private long position;
    private double spare;
    private boolean hasSpare;

    public RandomStream(long seed) {
        this.position = seed;
    }

    public long nextLong() {
        position += GOLDEN_GAMMA;
        return mix(position);
    }

    /** Uniform in [0, 1). */
    public double nextUniform() {
        return (nextLong() >>> 11) * TWO_TO_MINUS_53;
    }

    /** Uniform in [low, high). */
    public double nextUniform(double low, double high) {
        return low + (high - low) * nextUniform();
    }

    /** Normal with mean 0 and standard deviation 1. */
    public double nextNormal() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        double u;
        double v;
        double square;
        do {
            u = 2 * nextUniform() - 1;
            v = 2 * nextUniform() - 1;
            square = u * u + v * v;
        } while (square >= 1 || square == 0);
        double factor = Math.sqrt(-2 * StrictMath.log(square) / square);
        spare = v * factor;
        hasSpare = true;
        return u * factor;
    }

    public void exchange(State state) {
        position = state.integer("position", position);
        spare = state.number("spare", spare);
        hasSpare = state.flag("has_spare", hasSpare);
    }

    static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
