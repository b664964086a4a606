package io.dertwin.runtime.device.bess;

import io.dertwin.runtime.state.State;

/** The pack as one warm mass: losses heat it, the air cools it. Integrated exactly, so that a step may be of any length. */
final class PackTemperature {

    static final double HIGHEST_C = 80;

    private final double capacityJPerK;
    private final double conductanceWPerK;

    private double celsius;

    private double preparedFor = Double.NaN;
    private double decay;

    PackTemperature(double capacityJPerK, double conductanceWPerK, double celsius) {
        this.capacityJPerK = capacityJPerK;
        this.conductanceWPerK = conductanceWPerK;
        this.celsius = celsius;
    }

    void step(double heatW, double ambientC, double dt) {
        if (conductanceWPerK == 0) {
            set(celsius + heatW * dt / capacityJPerK);
            return;
        }
        if (dt != preparedFor) {
            decay = StrictMath.exp(-conductanceWPerK * dt / capacityJPerK);
            preparedFor = dt;
        }
        double settledC = ambientC + heatW / conductanceWPerK;
        set(settledC + (celsius - settledC) * decay);
    }

    void set(double value) {
        celsius = Math.min(HIGHEST_C, value);
    }

    double celsius() {
        return celsius;
    }

    /** What part of the rated power the temperature leaves, 0…1. */
    double share() {
        if (celsius <= 0) {
            return 0.5;
        }
        if (celsius <= 10) {
            return 0.8;
        }
        if (celsius <= 40) {
            return 1;
        }
        if (celsius <= 50) {
            return 0.8;
        }
        return celsius <= 60 ? 0.5 : 0;
    }

    void exchange(State state) {
        celsius = state.number("celsius", celsius);
    }
}
