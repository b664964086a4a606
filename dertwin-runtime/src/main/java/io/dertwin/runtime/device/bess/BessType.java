package io.dertwin.runtime.device.bess;

import static io.dertwin.runtime.device.Point.counter;
import static io.dertwin.runtime.device.Point.measurement;
import static io.dertwin.runtime.device.Point.state;

import io.dertwin.runtime.device.CommandPoint;
import io.dertwin.runtime.device.Device;
import io.dertwin.runtime.device.DeviceType;
import io.dertwin.runtime.device.Point;
import io.dertwin.runtime.random.RandomStreams;
import io.dertwin.runtime.settings.Settings;
import java.util.List;
import java.util.Optional;

/** {@code bess}: a battery with its inverter. */
public final class BessType implements DeviceType {

    static final int START_STOP_STANDBY = 0;
    static final int ACTIVE_POWER_SETPOINT = 1;
    static final int POWER_CONTROL_MODE = 2;
    static final int LOCAL_REMOTE_SETTINGS = 3;
    static final int SOC_UPPER_LIMIT_1 = 4;
    static final int SOC_UPPER_LIMIT_2 = 5;
    static final int SOC_LOWER_LIMIT_1 = 6;
    static final int SOC_LOWER_LIMIT_2 = 7;
    static final int FAULT_RESET = 8;

    private static final List<CommandPoint> COMMANDS = List.of(
            CommandPoint.oneOf("start_stop_standby", 1, 2, 3),
            CommandPoint.any("active_power_setpoint", "kW"),
            CommandPoint.code("power_control_mode"),
            CommandPoint.oneOf("local_remote_settings", 0, 1, 2),
            CommandPoint.between("soc_upper_limit_1", "%", 0, 100),
            CommandPoint.between("soc_upper_limit_2", "%", 0, 100),
            CommandPoint.between("soc_lower_limit_1", "%", 0, 100),
            CommandPoint.between("soc_lower_limit_2", "%", 0, 100),
            CommandPoint.momentary("fault_reset"));

    /** In the order in which {@link Bess#publish} writes them. */
    private static final List<Point> POINTS = List.of(
            measurement("service_voltage", "V"),
            measurement("service_current", "A"),
            measurement("system_soc", "%").settable(),
            measurement("system_soh", "%"),
            measurement("battery_temperature", "degC").settable(),
            measurement("active_power", "kW"),
            measurement("reactive_power", "kvar"),
            measurement("apparent_power", "kVA"),
            measurement("available_charging_power", "kW"),
            measurement("available_discharging_power", "kW"),
            measurement("max_charge_power", "kW"),
            measurement("max_discharge_power", "kW"),
            counter("total_charge_energy", "kWh").settable(),
            counter("total_discharge_energy", "kWh").settable(),
            counter("charge_and_discharge_cycles", "cycles"),
            measurement("grid_frequency", "Hz"),
            measurement("grid_voltage_ab", "V"),
            measurement("grid_voltage_bc", "V"),
            measurement("grid_voltage_ca", "V"),
            state("working_status", List.of("stopped", "running", "fault")),
            state("fault_code").settable(),
            state("local_remote_mode"),
            state("power_control_mode"),
            measurement("on_grid_power", "kW"),
            measurement("permitted_power_percent", "%").settable());

    @Override
    public String name() {
        return "bess";
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
        return new Bess(this, BessParameters.from(settings));
    }

    @Override
    public Optional<String> conflict(double[] values) {
        SocLimits limits = limits(values);
        return limits.isOrdered()
                ? Optional.empty()
                : Optional.of("the SOC limits must be ordered lower_2 <= lower_1 < upper_1 <= upper_2, but would be "
                        + limits.lower2() + ", " + limits.lower1() + ", " + limits.upper1() + ", " + limits.upper2());
    }

    static SocLimits limits(double[] commands) {
        return new SocLimits(
                commands[SOC_LOWER_LIMIT_2],
                commands[SOC_LOWER_LIMIT_1],
                commands[SOC_UPPER_LIMIT_1],
                commands[SOC_UPPER_LIMIT_2]);
    }
}
