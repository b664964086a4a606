package io.dertwin.runtime.device.chp;

import static io.dertwin.runtime.device.Point.measurement;
import static io.dertwin.runtime.device.Point.state;

import io.dertwin.runtime.device.CommandPoint;
import io.dertwin.runtime.device.Device;
import io.dertwin.runtime.device.DeviceType;
import io.dertwin.runtime.device.Point;
import io.dertwin.runtime.random.RandomStreams;
import io.dertwin.runtime.settings.Settings;
import java.util.List;

/** {@code chp}: a gas engine that makes power and heat. */
public final class ChpType implements DeviceType {

    static final int START_STOP = 0;
    static final int POWER_SETPOINT_PERCENT = 1;
    static final int REMOTE_ACKNOWLEDGMENT = 2;
    static final int PARAMETERIZABLE_REGULATOR_SETPOINT = 3;

    private static final List<CommandPoint> COMMANDS = List.of(
            CommandPoint.oneOf("start_stop", 0, 1),
            CommandPoint.any("power_setpoint_percent", "%"),
            CommandPoint.momentary("remote_acknowledgment"),
            CommandPoint.any("parameterizable_regulator_setpoint", ""));

    /** In the order in which {@link Chp#publish} writes them. */
    private static final List<Point> POINTS = List.of(
            state("auto_mode").settable(),
            state("engine_running"),
            state("circuit_breaker_closed"),
            state("e_stop_request").settable(),
            state("collective_warning").settable(),
            state("collective_fault"),
            state("power_supply_failure"),
            state("ignition_on"),
            state("starter_on"),
            state("prelube_pump_on"),
            state("preheat_on"),
            state("unit_state", UnitState.names()).settable(),
            state("fault_code").settable(),
            measurement("actual_power_percent", "%"),
            measurement("actual_power_kw", "kW"),
            measurement("permitted_power_percent", "%").settable(),
            measurement("heat_power_kw", "kW"),
            measurement("engine_speed_rpm", "rpm"),
            measurement("throttle_position", "%"),
            measurement("coolant_outlet_temp", "degC").settable(),
            measurement("coolant_inlet_temp", "degC"),
            measurement("exhaust_temp_after_catalyst", "degC").settable(),
            measurement("oil_temperature", "degC").settable(),
            measurement("intake_air_temp", "degC"),
            measurement("oil_pressure", "bar"),
            measurement("charge_pressure", "bar"),
            measurement("operating_hours", "h").settable(),
            measurement("operating_hours_10000", "").settable(),
            measurement("start_counter", "").settable(),
            measurement("start_counter_10000", "").settable());

    @Override
    public String name() {
        return "chp";
    }

    @Override
    public List<Point> points() {
        return POINTS;
    }

    @Override
    public List<CommandPoint> commands() {
        return COMMANDS;
    }

    @Override
    public Device create(String id, Settings settings, RandomStreams streams) {
        return new Chp(this, ChpParameters.from(settings));
    }
}
