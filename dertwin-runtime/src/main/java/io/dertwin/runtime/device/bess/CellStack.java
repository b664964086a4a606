package io.dertwin.runtime.device.bess;

import io.dertwin.runtime.math.HalfTurns;
import io.dertwin.runtime.state.State;

/**
 * The cells: stored energy between 0 and capacity, and what of it is lost on the way in and out. The energy is kept as the
 * state of charge in percent, so that a state of charge that is put in place is the one that is read.
 */
final class CellStack {

    private static final double NOMINAL_V = 700;

    private final double capacityKwh;
    private final double oneWayEfficiency;

    private double soc;
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
        double allowedKw = powerKw > 0 ? discharge(powerKw, hours) : -charge(-powerKw, hours);
        voltage = openCircuitVoltage();
        return allowedKw;
    }

    private double discharge(double powerKw, double hours) {
        double wantedKwh = powerKw / oneWayEfficiency * hours;
        double storedKwh = soc / 100 * capacityKwh;
        if (wantedKwh >= storedKwh) {
            throughputKwh += storedKwh;
            soc = 0;
            return Math.min(powerKw, storedKwh * oneWayEfficiency / hours);
        }
        throughputKwh += wantedKwh;
        soc = Math.max(0, soc - wantedKwh / capacityKwh * 100);
        return powerKw;
    }

    private double charge(double powerKw, double hours) {
        double offeredKwh = powerKw * oneWayEfficiency * hours;
        double roomKwh = (100 - soc) / 100 * capacityKwh;
        if (offeredKwh >= roomKwh) {
            throughputKwh += roomKwh;
            soc = 100;
            return Math.min(powerKw, roomKwh / oneWayEfficiency / hours);
        }
        throughputKwh += offeredKwh;
        soc = Math.min(100, soc + offeredKwh / capacityKwh * 100);
        return powerKw;
    }

    void setSoc(double percent) {
        soc = percent;
        voltage = openCircuitVoltage();
    }

    double soc() {
        return soc;
    }

    boolean isEmpty() {
        return soc <= 0;
    }

    double voltage() {
        return voltage;
    }

    /** Full cycles so far: one is the capacity in and out again. */
    double cycles() {
        return throughputKwh / (2 * capacityKwh);
    }

    void exchange(State state) {
        soc = state.number("soc", soc);
        throughputKwh = state.number("throughput_kwh", throughputKwh);
        voltage = openCircuitVoltage();
    }

    private double openCircuitVoltage() {
        return NOMINAL_V * (1 + 0.1 * HalfTurns.sin(soc / 100));
    }
}
