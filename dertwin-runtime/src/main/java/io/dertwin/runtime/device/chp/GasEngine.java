package io.dertwin.runtime.device.chp;

import io.dertwin.runtime.device.physics.FirstOrderLag;
import io.dertwin.runtime.state.State;

/** The engine's speed, pressures and temperatures: each follows its target with a time constant of its own. */
final class GasEngine {

    static final double SYNCHRONOUS_RPM = 1500;

    private static final double COOLANT_DROP_K = 8;

    private final FirstOrderLag speed = new FirstOrderLag(5, 0);
    private final FirstOrderLag coolant = new FirstOrderLag(60, 0);
    private final FirstOrderLag oil = new FirstOrderLag(90, 0);
    private final FirstOrderLag exhaust = new FirstOrderLag(15, 0);
    private final FirstOrderLag oilPressure = new FirstOrderLag(2, 0);
    private final FirstOrderLag chargePressure = new FirstOrderLag(5, 0);
    private final FirstOrderLag throttle = new FirstOrderLag(3, 0);
    private final FirstOrderLag intakeAir = new FirstOrderLag(120, 0);

    private double ambientC;

    /** At rest for so long that it is as warm as the air. */
    void rest(double airC) {
        ambientC = airC;
        coolant.set(airC);
        oil.set(airC);
        exhaust.set(airC);
        intakeAir.set(airC);
    }

    /** On the grid at so much load for so long that nothing changes any more. */
    void settle(double load) {
        step(UnitState.RUNNING, 1, load, ambientC, Double.POSITIVE_INFINITY);
    }

    /**
     * Moves on by {@code dt} seconds.
     *
     * @param cranked how far the starter has got, 0…1
     * @param load electrical power as a part of the rated power
     */
    void step(UnitState state, double cranked, double load, double airC, double dt) {
        ambientC = airC;
        boolean onGrid = load > 0;
        boolean turns = state.isDriven() || onGrid;
        double wishedRpm = turns ? SYNCHRONOUS_RPM : 0;
        speed.step(state == UnitState.STARTING ? SYNCHRONOUS_RPM * cranked : wishedRpm, dt);
        oilPressure.step(turns ? 4.5 : 0, dt);
        chargePressure.step(2 * load, dt);
        throttle.step(100 * load, dt);
        coolant.step(coolantTarget(state, load), dt);
        oil.step(oilTarget(state, load), dt);
        exhaust.step(exhaustTarget(state, load), dt);
        intakeAir.step(state.isDriven() || state == UnitState.STOPPING ? ambientC + 5 : ambientC, dt);
    }

    private double coolantTarget(UnitState state, double load) {
        if (state.isDriven()) {
            return 85 + 5 * load;
        }
        return state == UnitState.STOPPING ? ambientC + 20 : ambientC;
    }

    private double oilTarget(UnitState state, double load) {
        if (state.isDriven()) {
            return 90 + 5 * load;
        }
        return state == UnitState.STOPPING ? ambientC + 15 : ambientC;
    }

    private double exhaustTarget(UnitState state, double load) {
        if (state == UnitState.RUNNING) {
            return 450 * (0.5 + 0.5 * load);
        }
        return state.isDriven() ? 200 : ambientC;
    }

    double speedRpm() {
        return speed.value();
    }

    double coolantOutletC() {
        return coolant.value();
    }

    /** The heat that is taken out of the water cools it, but never below the air. */
    double coolantInletC() {
        double aboveAir = Math.max(0, coolant.value() - ambientC);
        return coolant.value() - Math.min(COOLANT_DROP_K, aboveAir);
    }

    double oilC() {
        return oil.value();
    }

    double exhaustC() {
        return exhaust.value();
    }

    double intakeAirC() {
        return intakeAir.value();
    }

    double oilPressureBar() {
        return oilPressure.value();
    }

    double chargePressureBar() {
        return chargePressure.value();
    }

    double throttlePercent() {
        return throttle.value();
    }

    void setCoolantOutlet(double celsius) {
        coolant.set(celsius);
    }

    void setOil(double celsius) {
        oil.set(celsius);
    }

    void setExhaust(double celsius) {
        exhaust.set(celsius);
    }

    void exchange(State state) {
        speed.exchange(state, "speed_rpm");
        coolant.exchange(state, "coolant_c");
        oil.exchange(state, "oil_c");
        exhaust.exchange(state, "exhaust_c");
        oilPressure.exchange(state, "oil_pressure_bar");
        chargePressure.exchange(state, "charge_pressure_bar");
        throttle.exchange(state, "throttle_percent");
        intakeAir.exchange(state, "intake_air_c");
        ambientC = state.number("ambient_c", ambientC);
    }
}
