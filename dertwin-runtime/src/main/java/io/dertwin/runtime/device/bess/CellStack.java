package io.dertwin.runtime.device.bess;

import io.dertwin.runtime.state.State;

/** The cells: stored energy between 0 and capacity, and what of it is lost on the way in and out. */
final class CellStack {

    private static final double NOMINAL_V = 700;

    private final double capacityKwh;
    private final double oneWayEfficiency;

    private double storedKwh;
    private double throughputKwh;
    private double voltage;

    CellStack(double capacityKwh, double soc, double oneWayEfficiency) {
        this.capacityKwh = capacityKwh;
        this.oneWayEfficiency = oneWayEfficiency;
        setSoc(soc);
    }

    /**
     * Takes energy out for {@code dt} seconds, or puts it in if the power is negative.
     *
     * @return the power that the stored energy allowed
     */
    double exchange(double powerKw, double dt) {
        double hours = dt / 3600;
        double allowedKw = powerKw;
        double cellKwh;
        if (powerKw > 0) {
            cellKwh = powerKw / oneWayEfficiency * hours;
            if (cellKwh >= storedKwh) {
                cellKwh = storedKwh;
                allowedKw = storedKwh * oneWayEfficiency / hours;
            }
            storedKwh -= cellKwh;
        } else {
            cellKwh = -powerKw * oneWayEfficiency * hours;
            double roomKwh = capacityKwh - storedKwh;
            if (cellKwh >= roomKwh) {
                cellKwh = roomKwh;
                allowedKw = -roomKwh / oneWayEfficiency / hours;
                storedKwh = capacityKwh;
            } else {
                storedKwh += cellKwh;
            }
        }
        throughputKwh += cellKwh;
        voltage = openCircuitVoltage();
        return allowedKw;
    }

    void setSoc(double percent) {
        storedKwh = capacityKwh * percent / 100;
        voltage = openCircuitVoltage();
    }

    double soc() {
        return storedKwh / capacityKwh * 100;
    }

    boolean isEmpty() {
        return storedKwh <= 0;
    }

    double voltage() {
        return voltage;
    }

    /** Full cycles so far: one is the capacity in and out again. */
    double cycles() {
        return throughputKwh / (2 * capacityKwh);
    }

    void exchange(State state) {
        storedKwh = state.number("stored_kwh", storedKwh);
        throughputKwh = state.number("throughput_kwh", throughputKwh);
        voltage = openCircuitVoltage();
    }

    private double openCircuitVoltage() {
        return NOMINAL_V * (1 + 0.1 * StrictMath.sin(Math.PI * soc() / 100));
    }
}
