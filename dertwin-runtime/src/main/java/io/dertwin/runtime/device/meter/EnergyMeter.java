package io.dertwin.runtime.device.meter;

import io.dertwin.runtime.device.Arrangement;
import io.dertwin.runtime.device.DeviceType;
import io.dertwin.runtime.device.MeteringDevice;
import io.dertwin.runtime.environment.Environment;
import io.dertwin.runtime.environment.PowerBalance;
import io.dertwin.runtime.random.RandomStream;
import io.dertwin.runtime.state.State;
import java.util.Optional;

/** A three-phase meter at the grid connection, import positive. The phases are balanced. */
final class EnergyMeter implements MeteringDevice {

    private static final double START_POWER_FACTOR = 0.99;
    private static final double LOWEST_POWER_FACTOR = 0.95;
    private static final double HIGHEST_POWER_FACTOR = 1.0;
    private static final double POWER_FACTOR_GAIN = 0.05;

    /** Below this a phase is dead, and no current flows. */
    private static final double DEAD_V = 1;

    private final DeviceType type;
    private final RandomStream random;
    private final Demand demand;

    private double currentTransformerRatio = 1;
    private double voltageTransformerRatio = 1;
    private double intervalTime;

    private double powerKw;
    private double powerFactor = START_POWER_FACTOR;
    private double importKwh;
    private double exportKwh;
    private double gridFrequencyHz;
    private double phaseVoltage;

    EnergyMeter(DeviceType type, double demandWindowMinutes, RandomStream random) {
        this.type = type;
        this.random = random;
        this.demand = new Demand(demandWindowMinutes * 60);
        this.intervalTime = demandWindowMinutes;
    }

    @Override
    public DeviceType type() {
        return type;
    }

    @Override
    public double[] initialCommands() {
        double[] commands = new double[type.commands().size()];
        commands[EnergyMeterType.CURRENT_TRANSFORMER_RATIO] = currentTransformerRatio;
        commands[EnergyMeterType.VOLTAGE_TRANSFORMER_RATIO] = voltageTransformerRatio;
        commands[EnergyMeterType.INTERVAL_TIME] = intervalTime;
        return commands;
    }

    @Override
    public void start(Environment environment) {
        gridFrequencyHz = environment.frequencyHz();
        phaseVoltage = environment.voltageLineToNeutral();
    }

    @Override
    public void command(int command, double value) {
        switch (command) {
            case EnergyMeterType.CURRENT_TRANSFORMER_RATIO -> currentTransformerRatio = value;
            case EnergyMeterType.VOLTAGE_TRANSFORMER_RATIO -> voltageTransformerRatio = value;
            case EnergyMeterType.INTERVAL_TIME -> intervalTime = value;
            default -> throw new IllegalArgumentException("no command " + command);
        }
    }

    @Override
    public void measure(Environment environment, PowerBalance balance, double dt) {
        gridFrequencyHz = environment.frequencyHz();
        phaseVoltage = environment.voltageLineToNeutral();
        powerKw = balance.gridKw();
        if (dt == 0) {
            demand.start(Math.abs(powerKw));
            return;
        }
        double target = random.nextUniform(LOWEST_POWER_FACTOR, HIGHEST_POWER_FACTOR);
        powerFactor += POWER_FACTOR_GAIN * (target - powerFactor);
        count(powerKw * dt / 3600);
        demand.add(Math.abs(powerKw), dt);
    }

    private void count(double kwh) {
        if (kwh > 0) {
            importKwh += kwh;
        } else {
            exportKwh -= kwh;
        }
    }

    @Override
    public void publish(double[] frame, int offset) {
        double reactiveKvar = powerKw * Math.sqrt(1 - powerFactor * powerFactor) / powerFactor;
        double phaseKw = powerKw / 3;
        double phaseKvar = reactiveKvar / 3;
        double phaseKva = Math.sqrt(phaseKw * phaseKw + phaseKvar * phaseKvar);
        int i = offset;
        i = publishThrice(phaseVoltage, frame, i);
        i = publishThrice(phaseVoltage < DEAD_V ? 0 : phaseKva * 1000 / phaseVoltage, frame, i);
        i = publishThrice(phaseKw, frame, i);
        i = publishThrice(phaseKvar, frame, i);
        i = publishThrice(phaseKva, frame, i);
        frame[i++] = powerKw;
        frame[i++] = reactiveKvar;
        frame[i++] = powerFactor;
        frame[i++] = gridFrequencyHz;
        frame[i++] = importKwh;
        frame[i++] = exportKwh;
        i = publishThrice(importKwh / 3, frame, i);
        i = publishThrice(exportKwh / 3, frame, i);
        frame[i++] = demand.mean();
        frame[i] = demand.maximum();
    }

    private static int publishThrice(double value, double[] frame, int offset) {
        frame[offset] = value;
        frame[offset + 1] = value;
        frame[offset + 2] = value;
        return offset + 3;
    }

    @Override
    public Optional<String> arrange(String point, double value) {
        return switch (point) {
            case "total_import_energy" -> Arrangement.total(point, value, kwh -> importKwh = kwh);
            case "total_export_energy" -> Arrangement.total(point, value, kwh -> exportKwh = kwh);
            case "max_demand_kw" -> Arrangement.total(point, value, demand::setMaximum);
            case "total_power_factor" ->
                Arrangement.between(
                        point, value, LOWEST_POWER_FACTOR, HIGHEST_POWER_FACTOR, factor -> powerFactor = factor);
            default -> Arrangement.refuse(type, point);
        };
    }

    @Override
    public void exchange(State state) {
        currentTransformerRatio = state.number("current_transformer_ratio", currentTransformerRatio);
        voltageTransformerRatio = state.number("voltage_transformer_ratio", voltageTransformerRatio);
        intervalTime = state.number("interval_time", intervalTime);
        powerKw = state.number("power_kw", powerKw);
        powerFactor = state.number("power_factor", powerFactor);
        importKwh = state.number("import_kwh", importKwh);
        exportKwh = state.number("export_kwh", exportKwh);
        gridFrequencyHz = state.number("grid_frequency_hz", gridFrequencyHz);
        phaseVoltage = state.number("phase_voltage", phaseVoltage);
        random.exchange(state.section("random"));
        demand.exchange(state.section("demand"));
    }
}
