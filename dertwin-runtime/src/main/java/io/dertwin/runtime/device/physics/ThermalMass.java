package io.dertwin.runtime.device.physics;

import io.dertwin.runtime.state.State;

/** One warm mass in moving air: {@code C·dT/dt = heat − G·(T − T_ambient)}, integrated exactly over a step of any length. */
public final class ThermalMass {

    private final double capacityJPerK;
    private final double conductanceWPerK;
    private final double highestC;
    private final FirstOrderLag celsius;

    /** The temperature never rises above {@code highestC}; with a conductance of 0 no heat is ever given off. */
    public ThermalMass(double capacityJPerK, double conductanceWPerK, double highestC, double celsius) {
        this.capacityJPerK = capacityJPerK;
        this.conductanceWPerK = conductanceWPerK;
        this.highestC = highestC;
        this.celsius = new FirstOrderLag(capacityJPerK / conductanceWPerK, celsius);
    }

    /** Takes in {@code heatW} for {@code dt} seconds. */
    public void step(double heatW, double ambientC, double dt) {
        if (conductanceWPerK == 0) {
            set(celsius() + heatW * dt / capacityJPerK);
            return;
        }
        celsius.step(ambientC + heatW / conductanceWPerK, dt);
        set(celsius());
    }

    public double celsius() {
        return celsius.value();
    }

    public void set(double value) {
        celsius.set(Math.min(highestC, value));
    }

    public void exchange(State state, String name) {
        celsius.exchange(state, name);
    }
}
