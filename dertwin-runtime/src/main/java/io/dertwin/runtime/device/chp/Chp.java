package io.dertwin.runtime.device.chp;

import static io.dertwin.runtime.device.physics.Limits.approach;
import static io.dertwin.runtime.device.physics.Limits.clamp;

import io.dertwin.runtime.device.Arrangement;
import io.dertwin.runtime.device.DeviceType;
import io.dertwin.runtime.device.PowerDevice;
import io.dertwin.runtime.environment.Environment;
import io.dertwin.runtime.state.State;
import java.util.Optional;

/** A combined heat and power unit: a gas engine that takes its time to start, and the power and heat it gives then. */
final class Chp implements PowerDevice {

    private static final int ACKNOWLEDGE = 4321;

    private static final int NO_FAULT = 0;
    private static final int EMERGENCY_STOP = 1;
    private static final int TRIPPED = 2;

    private static final double SUPPLY_LOST_V = 180;
    private static final double HIGHEST_PERMITTED_PERCENT = 150;

    private final DeviceType type;
    private final ChpParameters parameters;
    private final StartSequence sequence;
    private final GasEngine engine = new GasEngine();

    private double setpointPercent;
    private double regulatorSetpoint;
    private boolean autoMode = true;
    private boolean emergencyStop;
    private boolean warning;
    private boolean supplyLost;
    private int faultCode = NO_FAULT;

    private double permittedPercent = 100;
    private double powerPercent;
    private double operatingHours;

    Chp(DeviceType type, ChpParameters parameters) {
        this.type = type;
        this.parameters = parameters;
        this.sequence = new StartSequence(parameters.timings());
    }

    @Override
    public DeviceType type() {
        return type;
    }

    @Override
    public double[] initialCommands() {
        return new double[type.commands().size()];
    }

    @Override
    public void start(Environment environment) {
        engine.rest(environment.ambientOr(parameters.ambientTempC()));
        observe(environment);
    }

    @Override
    public void command(int command, double value) {
        switch (command) {
            case ChpType.START_STOP -> startOrStop(value == 1);
            case ChpType.POWER_SETPOINT_PERCENT -> setpointPercent = value;
            case ChpType.REMOTE_ACKNOWLEDGMENT -> acknowledge(value);
            case ChpType.PARAMETERIZABLE_REGULATOR_SETPOINT -> regulatorSetpoint = value;
            default -> throw new IllegalArgumentException("no command " + command);
        }
    }

    /** In manual mode the unit listens to its operator, not to the EMS. */
    private void startOrStop(boolean start) {
        if (autoMode) {
            sequence.wish(start);
        }
    }

    private void acknowledge(double code) {
        if (code == ACKNOWLEDGE) {
            sequence.acknowledge();
            faultCode = NO_FAULT;
            warning = false;
        }
    }

    @Override
    public void step(Environment environment, double dt) {
        if (emergencyStop && sequence.state() != UnitState.FAULT) {
            trip(EMERGENCY_STOP);
        }
        sequence.begin();
        UnitState state = sequence.state();
        powerPercent = powerPercentAfter(state, dt);
        if (state == UnitState.RUNNING) {
            operatingHours += dt / 3600;
        }
        engine.step(
                state,
                sequence.progressAfter(dt),
                powerPercent / 100,
                environment.ambientOr(parameters.ambientTempC()),
                dt);
        sequence.finish(dt, powerPercent == 0);
        observe(environment);
    }

    private double powerPercentAfter(UnitState state, double dt) {
        double most = parameters.rampRatePercentPerS() * dt;
        return switch (state) {
            case RUNNING -> approach(powerPercent, wishedPercent(), most);
            case STOPPING -> approach(powerPercent, 0, most);
            default -> 0;
        };
    }

    private double wishedPercent() {
        if (setpointPercent <= 0) {
            return 0;
        }
        double load = clamp(setpointPercent, parameters.minLoadPercent(), parameters.maxLoadPercent());
        return Math.min(load, permittedPercent);
    }

    private void trip(int code) {
        sequence.trip();
        faultCode = code;
    }

    private void observe(Environment environment) {
        supplyLost = environment.voltageLineToNeutral() < SUPPLY_LOST_V;
    }

    @Override
    public double activePowerKw() {
        return parameters.ratedKw() * powerPercent / 100;
    }

    private boolean isBreakerClosed() {
        return sequence.state() == UnitState.RUNNING || powerPercent > 0;
    }

    /** A stop first takes the load off, and as long as there is load the engine burns gas. */
    private boolean isIgnitionOn() {
        return sequence.state().isDriven() || isBreakerClosed();
    }

    private boolean isEngineRunning() {
        return isIgnitionOn() && sequence.state() != UnitState.STARTING;
    }

    private boolean isWarning() {
        return warning || supplyLost || permittedPercent < 100;
    }

    @Override
    public void publish(double[] frame, int offset) {
        int next = publishFlags(frame, offset);
        next = publishPower(frame, next);
        next = publishEngine(frame, next);
        publishCounters(frame, next);
    }

    private int publishFlags(double[] frame, int offset) {
        UnitState state = sequence.state();
        int i = offset;
        frame[i++] = flag(autoMode);
        frame[i++] = flag(isEngineRunning());
        frame[i++] = flag(isBreakerClosed());
        frame[i++] = flag(emergencyStop);
        frame[i++] = flag(isWarning());
        frame[i++] = flag(state == UnitState.FAULT);
        frame[i++] = flag(supplyLost);
        frame[i++] = flag(isIgnitionOn());
        frame[i++] = flag(state == UnitState.STARTING);
        frame[i++] = flag(state == UnitState.STARTING || state == UnitState.FORCED_PRELUBE);
        frame[i++] = flag(state == UnitState.WARM_UP);
        return i;
    }

    private int publishPower(double[] frame, int offset) {
        double powerKw = activePowerKw();
        int i = offset;
        frame[i++] = sequence.state().code();
        frame[i++] = faultCode;
        frame[i++] = powerPercent;
        frame[i++] = powerKw;
        frame[i++] = permittedPercent;
        frame[i++] = powerKw * parameters.heatToPowerRatio();
        return i;
    }

    private int publishEngine(double[] frame, int offset) {
        int i = offset;
        frame[i++] = engine.speedRpm();
        frame[i++] = engine.throttlePercent();
        frame[i++] = engine.coolantOutletC();
        frame[i++] = engine.coolantInletC();
        frame[i++] = engine.exhaustC();
        frame[i++] = engine.oilC();
        frame[i++] = engine.intakeAirC();
        frame[i++] = engine.oilPressureBar();
        frame[i++] = engine.chargePressureBar();
        return i;
    }

    private void publishCounters(double[] frame, int offset) {
        int i = offset;
        frame[i++] = WrappedCounter.low(operatingHours);
        frame[i++] = WrappedCounter.high(operatingHours);
        frame[i++] = WrappedCounter.low(sequence.starts());
        frame[i] = WrappedCounter.high(sequence.starts());
    }

    private static double flag(boolean raised) {
        return raised ? 1 : 0;
    }

    @Override
    public Optional<String> arrange(String point, double value) {
        return switch (point) {
            case "unit_state" -> Arrangement.whole(point, value, 0, UnitState.LAST_CODE, this::putState);
            case "fault_code" -> Arrangement.whole(point, value, 0, 65_535, this::putFault);
            case "auto_mode" -> Arrangement.whole(point, value, 0, 1, raised -> autoMode = raised == 1);
            case "e_stop_request" -> Arrangement.whole(point, value, 0, 1, raised -> emergencyStop = raised == 1);
            case "collective_warning" -> Arrangement.whole(point, value, 0, 1, raised -> warning = raised == 1);
            case "permitted_power_percent" ->
                Arrangement.between(point, value, 0, HIGHEST_PERMITTED_PERCENT, percent -> permittedPercent = percent);
            case "coolant_outlet_temp" -> Arrangement.between(point, value, -60, 200, engine::setCoolantOutlet);
            case "oil_temperature" -> Arrangement.between(point, value, -60, 200, engine::setOil);
            case "exhaust_temp_after_catalyst" -> Arrangement.between(point, value, -60, 1000, engine::setExhaust);
            default -> arrangeCounter(point, value);
        };
    }

    private Optional<String> arrangeCounter(String point, double value) {
        double hours = operatingHours;
        long starts = sequence.starts();
        double most = WrappedCounter.HIGHEST;
        return switch (point) {
            case "operating_hours" ->
                Arrangement.between(point, value, 0, most, low -> operatingHours = WrappedCounter.withLow(hours, low));
            case "operating_hours_10000" ->
                Arrangement.whole(
                        point, value, 0, (long) most, high -> operatingHours = WrappedCounter.withHigh(hours, high));
            case "start_counter" ->
                Arrangement.whole(
                        point,
                        value,
                        0,
                        (long) most,
                        low -> sequence.setStarts((long) WrappedCounter.withLow(starts, low)));
            case "start_counter_10000" ->
                Arrangement.whole(
                        point,
                        value,
                        0,
                        (long) most,
                        high -> sequence.setStarts((long) WrappedCounter.withHigh(starts, high)));
            default -> Arrangement.refuse(type, point);
        };
    }

    private void putState(double code) {
        UnitState wanted = UnitState.of((int) code);
        if (wanted == UnitState.FAULT) {
            trip(TRIPPED);
            return;
        }
        sequence.put(wanted);
        faultCode = NO_FAULT;
        if (wanted == UnitState.RUNNING) {
            engine.settle(powerPercent / 100);
        }
    }

    private void putFault(double code) {
        if (code == NO_FAULT) {
            acknowledge(ACKNOWLEDGE);
        } else {
            trip((int) code);
        }
    }

    @Override
    public void exchange(State state) {
        setpointPercent = state.number("setpoint_percent", setpointPercent);
        regulatorSetpoint = state.number("regulator_setpoint", regulatorSetpoint);
        autoMode = state.flag("auto_mode", autoMode);
        emergencyStop = state.flag("emergency_stop", emergencyStop);
        warning = state.flag("warning", warning);
        supplyLost = state.flag("supply_lost", supplyLost);
        faultCode = (int) state.integer("fault_code", faultCode);
        permittedPercent = state.number("permitted_percent", permittedPercent);
        powerPercent = state.number("power_percent", powerPercent);
        operatingHours = state.number("operating_hours", operatingHours);
        sequence.exchange(state.section("sequence"));
        engine.exchange(state.section("engine"));
    }
}
