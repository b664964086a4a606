package io.dertwin.runtime.device.bess;

import static io.dertwin.runtime.device.physics.Limits.approach;
import static io.dertwin.runtime.device.physics.Limits.clamp;

import io.dertwin.runtime.device.Arrangement;
import io.dertwin.runtime.device.DeviceType;
import io.dertwin.runtime.device.PowerDevice;
import io.dertwin.runtime.environment.Environment;
import io.dertwin.runtime.state.State;
import java.util.Optional;

/** A battery energy storage system: what the EMS wishes, what the inverter may, what the cells can. */
final class Bess implements PowerDevice {

    private static final int RUN = 1;
    private static final int STOP = 2;

    private static final int NO_FAULT = 0;
    private static final int OVER_TEMPERATURE = 1001;
    private static final int EXHAUSTED = 2001;

    private static final double OVER_TEMPERATURE_C = 75;
    private static final double REACTIVE_SHARE = 0.1;
    private static final double SOH_LOSS_PER_CYCLE = 0.005;

    private final DeviceType type;
    private final BessParameters parameters;
    private final CellStack cells;
    private final PackTemperature temperature;

    private int runMode = STOP;
    private double setpointKw;
    private double powerControlMode;
    private double localRemoteMode;
    private SocLimits limits;
    private double permittedPercent = 100;
    private boolean resetRequested;
    private int faultCode = NO_FAULT;

    private double powerKw;
    private double chargeKwh;
    private double dischargeKwh;
    private double gridFrequencyHz;
    private double gridVoltage;

    Bess(DeviceType type, BessParameters parameters) {
        this.type = type;
        this.parameters = parameters;
        this.cells = new CellStack(
                parameters.capacityKwh(), parameters.initialSoc(), Math.sqrt(parameters.roundTripEfficiency()));
        this.temperature = new PackTemperature(
                parameters.thermalCapacityJPerK(), parameters.thermalConductanceWPerK(), parameters.ambientTempC());
        this.limits = parameters.socLimits();
    }

    @Override
    public DeviceType type() {
        return type;
    }

    @Override
    public double[] initialCommands() {
        double[] commands = new double[type.commands().size()];
        commands[BessType.START_STOP_STANDBY] = STOP;
        commands[BessType.SOC_UPPER_LIMIT_1] = limits.upper1();
        commands[BessType.SOC_UPPER_LIMIT_2] = limits.upper2();
        commands[BessType.SOC_LOWER_LIMIT_1] = limits.lower1();
        commands[BessType.SOC_LOWER_LIMIT_2] = limits.lower2();
        return commands;
    }

    @Override
    public void start(Environment environment) {
        temperature.set(environment.ambientOr(parameters.ambientTempC()));
        observe(environment);
    }

    @Override
    public void command(int command, double value) {
        switch (command) {
            case BessType.START_STOP_STANDBY -> runMode = (int) value;
            case BessType.ACTIVE_POWER_SETPOINT -> setpointKw = value;
            case BessType.POWER_CONTROL_MODE -> powerControlMode = value;
            case BessType.LOCAL_REMOTE_SETTINGS -> localRemoteMode = value;
            case BessType.SOC_UPPER_LIMIT_1 ->
                limits = new SocLimits(limits.lower2(), limits.lower1(), value, limits.upper2());
            case BessType.SOC_UPPER_LIMIT_2 ->
                limits = new SocLimits(limits.lower2(), limits.lower1(), limits.upper1(), value);
            case BessType.SOC_LOWER_LIMIT_1 ->
                limits = new SocLimits(limits.lower2(), value, limits.upper1(), limits.upper2());
            case BessType.SOC_LOWER_LIMIT_2 ->
                limits = new SocLimits(value, limits.lower1(), limits.upper1(), limits.upper2());
            case BessType.FAULT_RESET -> resetRequested |= value == 1;
            default -> throw new IllegalArgumentException("no command " + command);
        }
    }

    @Override
    public void step(Environment environment, double dt) {
        if (resetRequested) {
            faultCode = NO_FAULT;
            resetRequested = false;
        }
        double chargeLimitKw = availableChargeKw();
        double dischargeLimitKw = availableDischargeKw();
        double wishedKw = clamp(commandedKw(), -chargeLimitKw, dischargeLimitKw);
        double rampedKw = approach(powerKw, wishedKw, parameters.rampRateKwPerS() * dt);
        double allowedKw = cells.exchange(clamp(rampedKw, -chargeLimitKw, dischargeLimitKw), dt);
        powerKw = allowedKw + 0.0; // a battery at rest reports 0, never −0
        count(powerKw * dt / 3600);
        double currentA = currentA();
        temperature.step(
                currentA * currentA * parameters.internalResistanceOhm(),
                environment.ambientOr(parameters.ambientTempC()),
                dt);
        detectFaults();
        observe(environment);
    }

    @Override
    public double activePowerKw() {
        return powerKw;
    }

    private void count(double kwh) {
        if (kwh > 0) {
            dischargeKwh += kwh;
        } else {
            chargeKwh -= kwh;
        }
    }

    private double commandedKw() {
        return runMode == RUN && faultCode == NO_FAULT ? setpointKw : 0;
    }

    private double availableChargeKw() {
        return parameters.maxChargeKw() * permittedShare(limits.chargeShare(cells.soc()));
    }

    private double availableDischargeKw() {
        return parameters.maxDischargeKw() * permittedShare(limits.dischargeShare(cells.soc()));
    }

    /** The tightest of what the state of charge, the temperature and a derating leave of the rating. */
    private double permittedShare(double socShare) {
        return Math.min(permittedPercent / 100, Math.min(socShare, temperature.share()));
    }

    private double currentA() {
        return powerKw * 1000 / cells.voltage();
    }

    private void detectFaults() {
        if (faultCode != NO_FAULT) {
            return;
        }
        if (temperature.celsius() > OVER_TEMPERATURE_C) {
            faultCode = OVER_TEMPERATURE;
        } else if (cells.isEmpty()) {
            faultCode = EXHAUSTED;
        }
    }

    private void observe(Environment environment) {
        gridFrequencyHz = environment.frequencyHz();
        gridVoltage = environment.voltageLineToLine();
    }

    private int workingStatus() {
        if (faultCode != NO_FAULT) {
            return 2;
        }
        return runMode == RUN ? 1 : 0;
    }

    @Override
    public void publish(double[] frame, int offset) {
        int i = offset;
        double reactiveKvar = REACTIVE_SHARE * powerKw;
        double cycles = cells.cycles();
        frame[i++] = cells.voltage();
        frame[i++] = currentA();
        frame[i++] = cells.soc();
        frame[i++] = Math.max(0, 100 - SOH_LOSS_PER_CYCLE * cycles);
        frame[i++] = temperature.celsius();
        frame[i++] = powerKw;
        frame[i++] = reactiveKvar;
        frame[i++] = Math.sqrt(powerKw * powerKw + reactiveKvar * reactiveKvar);
        frame[i++] = availableChargeKw();
        frame[i++] = availableDischargeKw();
        frame[i++] = parameters.maxChargeKw();
        frame[i++] = parameters.maxDischargeKw();
        frame[i++] = chargeKwh;
        frame[i++] = dischargeKwh;
        frame[i++] = cycles;
        frame[i++] = gridFrequencyHz;
        frame[i++] = gridVoltage;
        frame[i++] = gridVoltage;
        frame[i++] = gridVoltage;
        frame[i++] = workingStatus();
        frame[i++] = faultCode;
        frame[i++] = localRemoteMode;
        frame[i++] = powerControlMode;
        frame[i++] = setpointKw;
        frame[i] = permittedPercent;
    }

    @Override
    public Optional<String> arrange(String point, double value) {
        return switch (point) {
            case "system_soc" -> Arrangement.between(point, value, 0, 100, cells::setSoc);
            case "battery_temperature" ->
                Arrangement.between(
                        point, value, PackTemperature.LOWEST_C, PackTemperature.HIGHEST_C, temperature::set);
            case "fault_code" -> Arrangement.whole(point, value, 0, 65_535, code -> faultCode = (int) code);
            case "permitted_power_percent" ->
                Arrangement.between(point, value, 0, 100, percent -> permittedPercent = percent);
            case "total_charge_energy" -> Arrangement.total(point, value, kwh -> chargeKwh = kwh);
            case "total_discharge_energy" -> Arrangement.total(point, value, kwh -> dischargeKwh = kwh);
            default -> Arrangement.refuse(type, point);
        };
    }

    @Override
    public void exchange(State state) {
        runMode = (int) state.integer("run_mode", runMode);
        setpointKw = state.number("setpoint_kw", setpointKw);
        powerControlMode = state.number("power_control_mode", powerControlMode);
        localRemoteMode = state.number("local_remote_mode", localRemoteMode);
        limits = new SocLimits(
                state.number("soc_lower_limit_2", limits.lower2()),
                state.number("soc_lower_limit_1", limits.lower1()),
                state.number("soc_upper_limit_1", limits.upper1()),
                state.number("soc_upper_limit_2", limits.upper2()));
        permittedPercent = state.number("permitted_percent", permittedPercent);
        resetRequested = state.flag("reset_requested", resetRequested);
        faultCode = (int) state.integer("fault_code", faultCode);
        powerKw = state.number("power_kw", powerKw);
        chargeKwh = state.number("charge_kwh", chargeKwh);
        dischargeKwh = state.number("discharge_kwh", dischargeKwh);
        gridFrequencyHz = state.number("grid_frequency_hz", gridFrequencyHz);
        gridVoltage = state.number("grid_voltage", gridVoltage);
        cells.exchange(state.section("cells"));
        temperature.exchange(state.section("temperature"));
    }
}
