package io.dertwin.runtime.device.physics;

import io.dertwin.runtime.state.State;

/**
 * A value that follows its target with a time constant: {@code x += (1 − exp(−dt/τ))·(target − x)}. That is the exact
 * solution for a target that holds still during the step, so a step may be of any length.
 */
public final class FirstOrderLag {

    private final double timeConstantSeconds;

    private double value;

    private double preparedFor = Double.NaN;
    private double gain;

    public FirstOrderLag(double timeConstantSeconds, double value) {
        this.timeConstantSeconds = timeConstantSeconds;
        this.value = value;
    }

    /** Follows the target for {@code dt} seconds. */
    public void step(double target, double dt) {
        if (dt != preparedFor) {
            gain = 1 - StrictMath.exp(-dt / timeConstantSeconds);
            preparedFor = dt;
        }
        value += gain * (target - value);
    }

    public double value() {
        return value;
    }

    public void set(double newValue) {
        value = newValue;
    }

    public void exchange(State state, String name) {
        value = state.number(name, value);
    }
}
