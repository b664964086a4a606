package io.dertwin.runtime.device.bess;

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
        double rampKw = parameters.rampRateKwPerS() * dt;
        double rampedKw = powerKw + clamp(wishedKw - powerKw, -rampKw, rampKw);
        powerKw = cells.exchange(clamp(rampedKw, -chargeLimitKw, dischargeLimitKw), dt);

        double kwh = powerKw * dt / 3600;
        if (kwh > 0) {
            dischargeKwh += kwh;
        } else {
            chargeKwh -= kwh;
        }
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

    private double commandedKw() {
        return runMode == RUN && faultCode == NO_FAULT ? setpointKw : 0;
    }

    private double availableChargeKw() {
        return parameters.maxChargeKw() * Math.min(limits.chargeShare(cells.soc()), temperature.share());
    }

    private double availableDischargeKw() {
        return parameters.maxDischargeKw() * Math.min(limits.dischargeShare(cells.soc()), temperature.share());
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
        frame[i] = setpointKw;
    }

    @Override
    public Optional<String> arrange(String point, double value) {
        return switch (point) {
            case "system_soc" -> {
                if (!(value >= 0 && value <= 100)) {
                    yield Optional.of("system_soc must be from 0 to 100, but is " + value);
                }
                cells.setSoc(value);
                yield Optional.empty();
            }
            case "battery_temperature" -> {
                if (!(value >= -60 && value <= PackTemperature.HIGHEST_C)) {
                    yield Optional.of("battery_temperature must be from -60 to 80, but is " + value);
                }
                temperature.set(value);
                yield Optional.empty();
            }
            case "fault_code" -> {
                if (!(value >= 0 && value <= 65_535 && value == Math.rint(value))) {
                    yield Optional.of("fault_code must be a whole number from 0 to 65535, but is " + value);
                }
                faultCode = (int) value;
                yield Optional.empty();
            }
            default -> Optional.of("of a bess, only system_soc, battery_temperature and fault_code can be set");
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

    private static double clamp(double value, double low, double high) {
        return Math.min(high, Math.max(low, value));
    }
}
