package io.dertwin.runtime.device.pv;

import static io.dertwin.runtime.device.physics.Limits.approach;
import static io.dertwin.runtime.device.physics.Limits.clamp;

import io.dertwin.runtime.device.Arrangement;
import io.dertwin.runtime.device.DeviceType;
import io.dertwin.runtime.device.PowerDevice;
import io.dertwin.runtime.device.physics.ThermalMass;
import io.dertwin.runtime.environment.Environment;
import io.dertwin.runtime.state.State;
import java.util.Optional;

/** A PV inverter: what the sun offers, what the EMS allows, and what the grid takes. */
final class Inverter implements PowerDevice {

    static final double NO_LIMIT = 255;

    private static final double PRODUCING_KW = 0.01;

    private static final double HEAT_CAPACITY_J_PER_K = 20_000;
    private static final double HEAT_CONDUCTANCE_W_PER_K = 10;
    private static final double START_C = 30;
    private static final double LOWEST_C = -60;
    private static final double HIGHEST_C = 85;

    private final DeviceType type;
    private final InverterParameters parameters;
    private final PvArray array;
    private final ThermalMass temperature =
            new ThermalMass(HEAT_CAPACITY_J_PER_K, HEAT_CONDUCTANCE_W_PER_K, HIGHEST_C, START_C);

    private boolean on = true;
    private double activePowerRate = 100;
    private double reactivePowerRate = 100;
    private double powerFactorSetpoint = 1;
    private double permittedPercent = 100;
    private int tripCode;
    private int gridFault;

    private double inputKw;
    private double powerKw;
    private double reactiveKvar;
    private double powerFactor = 1;
    private double todayKwh;
    private double lifetimeKwh;
    private long day;
    private double gridFrequencyHz;
    private double phaseVoltage;

    Inverter(DeviceType type, InverterParameters parameters) {
        this.type = type;
        this.parameters = parameters;
        this.array = new PvArray(parameters);
    }

    @Override
    public DeviceType type() {
        return type;
    }

    @Override
    public double[] initialCommands() {
        double[] commands = new double[type.commands().size()];
        commands[InverterType.REMOTE_ON_OFF] = 1;
        commands[InverterType.ACTIVE_POWER_RATE] = activePowerRate;
        commands[InverterType.REACTIVE_POWER_RATE] = reactivePowerRate;
        commands[InverterType.POWER_FACTOR_SETPOINT] = powerFactorSetpoint;
        return commands;
    }

    @Override
    public void start(Environment environment) {
        day = environment.day();
        observe(environment);
    }

    @Override
    public void command(int command, double value) {
        switch (command) {
            case InverterType.REMOTE_ON_OFF -> turn(value == 1);
            case InverterType.ACTIVE_POWER_RATE -> activePowerRate = value;
            case InverterType.REACTIVE_POWER_RATE -> reactivePowerRate = value;
            case InverterType.POWER_FACTOR_SETPOINT -> powerFactorSetpoint = value;
            default -> throw new IllegalArgumentException("no command " + command);
        }
    }

    /** Turning an inverter off is also how its user acknowledges a trip. */
    private void turn(boolean wishedOn) {
        on = wishedOn;
        if (!on) {
            tripCode = GridProtection.NO_FAULT;
        }
    }

    @Override
    public void step(Environment environment, double dt) {
        observe(environment);
        powerKw = powerKwAfter(dt);
        shiftPhase();
        count(environment.day(), powerKw * dt / 3600);
        double lossesW = (1 - parameters.inverterEfficiency()) * powerKw * 1000;
        temperature.step(lossesW, environment.ambientOr(parameters.ambientTempC()), dt);
    }

    private void observe(Environment environment) {
        gridFrequencyHz = environment.frequencyHz();
        phaseVoltage = environment.voltageLineToNeutral();
        gridFault = GridProtection.fault(environment);
        inputKw = array.powerKw(environment.irradiance(), environment.ambientOr(parameters.ambientTempC()));
    }

    /** The ramp is the inverter's will; when the sun goes, the power goes with it. */
    private double powerKwAfter(double dt) {
        if (!on || faultCode() != GridProtection.NO_FAULT) {
            return 0;
        }
        double availableKw = Math.min(inputKw * parameters.inverterEfficiency(), parameters.ratedKw());
        double wishedKw = Math.min(availableKw, parameters.ratedKw() * allowedShare());
        return Math.min(availableKw, approach(powerKw, wishedKw, parameters.rampRateKwPerS() * dt));
    }

    private double allowedShare() {
        double rate = activePowerRate == NO_LIMIT ? 100 : activePowerRate;
        return Math.min(rate, permittedPercent) / 100;
    }

    private void shiftPhase() {
        double rate = reactivePowerRate == NO_LIMIT ? 100 : reactivePowerRate;
        double wishedKvar = ReactivePower.at(powerKw, powerFactorSetpoint);
        double mostKvar =
                Math.min(ReactivePower.room(parameters.ratedKw(), powerKw), parameters.ratedKw() * rate / 100);
        reactiveKvar = clamp(wishedKvar, -mostKvar, mostKvar) + 0.0;
        powerFactor = reactiveKvar == wishedKvar ? powerFactorSetpoint : ReactivePower.factor(powerKw, reactiveKvar);
    }

    private void count(long today, double kwh) {
        if (today != day) {
            day = today;
            todayKwh = 0;
        }
        todayKwh += kwh;
        lifetimeKwh += kwh;
    }

    private int faultCode() {
        return tripCode != GridProtection.NO_FAULT ? tripCode : gridFault;
    }

    @Override
    public double activePowerKw() {
        return powerKw;
    }

    @Override
    public void publish(double[] frame, int offset) {
        int i = offset;
        frame[i++] = powerKw > PRODUCING_KW ? 1 : 0;
        frame[i++] = inputKw;
        frame[i++] = powerKw;
        frame[i++] = reactiveKvar;
        frame[i++] = todayKwh;
        frame[i++] = lifetimeKwh;
        frame[i++] = gridFrequencyHz;
        frame[i++] = phaseVoltage;
        frame[i++] = phaseVoltage;
        frame[i++] = phaseVoltage;
        frame[i++] = temperature.celsius();
        frame[i++] = powerFactor;
        frame[i++] = faultCode();
        frame[i] = permittedPercent;
    }

    @Override
    public Optional<String> arrange(String point, double value) {
        return switch (point) {
            case "fault_code" -> Arrangement.whole(point, value, 0, 65_535, code -> tripCode = (int) code);
            case "temp_inverter" -> Arrangement.between(point, value, LOWEST_C, HIGHEST_C, temperature::set);
            case "today_output_energy" -> Arrangement.total(point, value, kwh -> todayKwh = kwh);
            case "lifetime_output_energy" -> Arrangement.total(point, value, kwh -> lifetimeKwh = kwh);
            case "permitted_power_percent" ->
                Arrangement.between(point, value, 0, 100, percent -> permittedPercent = percent);
            default -> Arrangement.refuse(type, point);
        };
    }

    @Override
    public void exchange(State state) {
        on = state.flag("on", on);
        activePowerRate = state.number("active_power_rate", activePowerRate);
        reactivePowerRate = state.number("reactive_power_rate", reactivePowerRate);
        powerFactorSetpoint = state.number("power_factor_setpoint", powerFactorSetpoint);
        permittedPercent = state.number("permitted_percent", permittedPercent);
        tripCode = (int) state.integer("trip_code", tripCode);
        gridFault = (int) state.integer("grid_fault", gridFault);
        inputKw = state.number("input_kw", inputKw);
        powerKw = state.number("power_kw", powerKw);
        reactiveKvar = state.number("reactive_kvar", reactiveKvar);
        powerFactor = state.number("power_factor", powerFactor);
        todayKwh = state.number("today_kwh", todayKwh);
        lifetimeKwh = state.number("lifetime_kwh", lifetimeKwh);
        day = state.integer("day", day);
        gridFrequencyHz = state.number("grid_frequency_hz", gridFrequencyHz);
        phaseVoltage = state.number("phase_voltage", phaseVoltage);
        temperature.exchange(state, "temperature_c");
    }
}
