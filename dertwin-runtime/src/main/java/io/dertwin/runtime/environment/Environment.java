package io.dertwin.runtime.environment;

import io.dertwin.runtime.state.State;

/**
 * What surrounds the devices: the grid they feed and the weather. Evaluated once per tick, before the devices step; they
 * read its values and change nothing.
 */
public final class Environment {

    private static final double SQRT_3 = Math.sqrt(3);

    private final GridQuantity frequency;
    private final GridQuantity voltage;
    private final Irradiance irradianceModel;
    private final AmbientTemperature ambientModel;
    private final GridEvents events = new GridEvents();

    private double timeSeconds;
    private double frequencyHz;
    private double voltageLineToLine;
    private double irradiance;
    private double ambientC;

    /** Any of the two weather models may be null: no sun, and no air temperature but the devices' own. */
    Environment(GridQuantity frequency, GridQuantity voltage, Irradiance irradiance, AmbientTemperature ambient) {
        this.frequency = frequency;
        this.voltage = voltage;
        this.irradianceModel = irradiance;
        this.ambientModel = ambient;
    }

    /** What is true before the first tick: nominal values and the events of that instant; no noise is drawn. */
    public void start(double t) {
        evaluate(t, frequency.undisturbed(), voltage.undisturbed());
    }

    /** Moves on to the instant {@code t}, {@code dt} after the one before. */
    public void step(double t, double dt) {
        evaluate(t, frequency.step(dt), voltage.step(dt));
    }

    private void evaluate(double t, double wanderingHz, double wanderingV) {
        timeSeconds = t;
        double hour = hourOfDay();
        frequencyHz = frequency.clamp(wanderingHz + events.frequencyDelta(t));
        voltageLineToLine = voltage.clamp(wanderingV + voltage.nominal() * events.voltageDelta(t));
        irradiance = events.irradianceOr(t, irradianceModel == null ? 0 : irradianceModel.at(hour));
        ambientC = events.ambientOr(t, ambientModel == null ? Double.NaN : ambientModel.at(hour));
    }

    public GridEvents events() {
        return events;
    }

    /** Simulated seconds since midnight of day 0. */
    public double timeSeconds() {
        return timeSeconds;
    }

    public double hourOfDay() {
        return timeSeconds / 3600 % 24;
    }

    /** Whole days since day 0. An instant that only rounding keeps before midnight belongs to the new day. */
    public long day() {
        return (long) Math.floor((timeSeconds + GridEvent.TOLERANCE) / 86_400);
    }

    public double frequencyHz() {
        return frequencyHz;
    }

    public double voltageLineToLine() {
        return voltageLineToLine;
    }

    public double voltageLineToNeutral() {
        return voltageLineToLine / SQRT_3;
    }

    /** W/m². */
    public double irradiance() {
        return irradiance;
    }

    /** Temperature of the air in °C, or {@code own} where the site has no model of it. */
    public double ambientOr(double own) {
        return Double.isNaN(ambientC) ? own : ambientC;
    }

    public void exchange(State state) {
        timeSeconds = state.number("time", timeSeconds);
        frequencyHz = state.number("frequency_hz", frequencyHz);
        voltageLineToLine = state.number("voltage_ll", voltageLineToLine);
        irradiance = state.number("irradiance", irradiance);
        ambientC = state.number("ambient_c", ambientC);
        frequency.exchange(state.section("frequency"));
        voltage.exchange(state.section("voltage"));
        events.exchange(state.section("events"));
    }
}
