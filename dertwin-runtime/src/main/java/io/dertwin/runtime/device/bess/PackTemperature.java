package io.dertwin.runtime.device.bess;

import io.dertwin.runtime.device.physics.ThermalMass;
import io.dertwin.runtime.state.State;

/** The pack's temperature: losses heat it, the air cools it, and too cold or too hot a pack may not give all its power. */
final class PackTemperature {

    static final double LOWEST_C = -60;
    static final double HIGHEST_C = 80;

    private final ThermalMass pack;

    PackTemperature(double capacityJPerK, double conductanceWPerK, double celsius) {
        this.pack = new ThermalMass(capacityJPerK, conductanceWPerK, HIGHEST_C, celsius);
    }

    void step(double heatW, double ambientC, double dt) {
        pack.step(heatW, ambientC, dt);
    }

    void set(double celsius) {
        pack.set(celsius);
    }

    double celsius() {
        return pack.celsius();
    }

    /** What part of the rated power the temperature leaves, 0…1. */
    double share() {
        double celsius = pack.celsius();
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
        pack.exchange(state, "celsius");
    }
}
