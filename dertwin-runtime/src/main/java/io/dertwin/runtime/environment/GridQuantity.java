package io.dertwin.runtime.environment;

import io.dertwin.runtime.random.RandomStream;
import io.dertwin.runtime.state.State;

/**
 * A quantity of the grid that wanders about its nominal value: a slow drift and a fast noise, each a random walk that
 * decays with a time constant of its own.
 */
final class GridQuantity {

    /** What distinguishes one quantity from another; {@code drift} and {@code noise} are standard deviations. */
    record Parameters(
            double nominal,
            double noise,
            double drift,
            double noiseTimeConstant,
            double driftTimeConstant,
            double min,
            double max) {}

    private final Parameters parameters;
    private final RandomStream random;

    private double driftOffset;
    private double noiseOffset;

    private double preparedFor = Double.NaN;
    private double driftScale;
    private double driftDecay;
    private double noiseGain;

    GridQuantity(Parameters parameters, RandomStream random) {
        this.parameters = parameters;
        this.random = random;
    }

    double nominal() {
        return parameters.nominal();
    }

    double undisturbed() {
        return parameters.nominal() + driftOffset + noiseOffset;
    }

    /** The value after another {@code dt} of wandering. */
    double step(double dt) {
        if (dt != preparedFor) {
            prepare(dt);
        }
        if (parameters.drift() > 0) {
            driftOffset = (driftOffset + driftScale * random.nextNormal()) * driftDecay;
        }
        if (parameters.noise() > 0) {
            noiseOffset += noiseGain * (parameters.noise() * random.nextNormal() - noiseOffset);
        }
        return undisturbed();
    }

    double clamp(double value) {
        return Math.min(parameters.max(), Math.max(parameters.min(), value));
    }

    void exchange(State state) {
        driftOffset = state.number("drift", driftOffset);
        noiseOffset = state.number("noise", noiseOffset);
        random.exchange(state.section("random"));
    }

    private void prepare(double dt) {
        driftScale = parameters.drift() * Math.sqrt(dt);
        driftDecay = StrictMath.exp(-dt / parameters.driftTimeConstant());
        noiseGain = 1 - StrictMath.exp(-dt / parameters.noiseTimeConstant());
        preparedFor = dt;
    }
}
