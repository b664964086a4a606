package io.dertwin.runtime.device.meter;

import io.dertwin.runtime.state.State;

/**
 * The mean power of a sliding window, one sample a tick, and its maximum. A tick costs the same however long the window is:
 * one sample enters a sum and one leaves. What leaves is taken from the sum of the last round of the ring, what enters is
 * added to the sum of this one, so that rounding errors live for one round and never add up.
 */
final class Demand {

    /** Bounds the memory of a long window with a very short step. */
    private static final double MOST_SAMPLES = 10_000_000;

    private final double windowSeconds;

    private double[] samples = new double[0];
    private long count;
    private int next;
    private double lastRound;
    private double thisRound;

    private double mean;
    private double maximum;

    Demand(double windowSeconds) {
        this.windowSeconds = windowSeconds;
    }

    /** What is true before anything has been measured: the power of this instant. */
    void start(double powerKw) {
        mean = powerKw;
        maximum = powerKw;
    }

    /** Takes in the power of a tick. */
    void add(double powerKw, double dt) {
        int size = (int) Math.max(1, Math.min(MOST_SAMPLES, Math.rint(windowSeconds / dt)));
        if (size != samples.length) {
            begin(size);
        }
        lastRound -= samples[next];
        thisRound += powerKw;
        samples[next] = powerKw;
        count = Math.min(count + 1, size);
        next++;
        if (next == size) {
            next = 0;
            lastRound = thisRound;
            thisRound = 0;
        }
        mean = Math.max(0, lastRound + thisRound) / count;
        maximum = Math.max(maximum, mean);
    }

    private void begin(int size) {
        samples = new double[size];
        count = 0;
        next = 0;
        lastRound = 0;
        thisRound = 0;
    }

    /** The mean over the window, or over what has passed of the first one. */
    double mean() {
        return mean;
    }

    double maximum() {
        return maximum;
    }

    void setMaximum(double powerKw) {
        maximum = powerKw;
    }

    void exchange(State state) {
        samples = state.numbersOfAnyCount("samples", samples);
        count = state.integer("count", count);
        state.require(
                "count", count >= 0 && count <= samples.length, "0 to " + samples.length + ", as there are samples");
        long following = state.integer("next", next);
        state.require(
                "next",
                following >= 0 && following < Math.max(1, samples.length),
                "the place of one of the " + samples.length + " samples");
        next = (int) following;
        lastRound = state.number("last_round", lastRound);
        thisRound = state.number("this_round", thisRound);
        mean = state.number("mean", mean);
        maximum = state.number("maximum", maximum);
    }
}
