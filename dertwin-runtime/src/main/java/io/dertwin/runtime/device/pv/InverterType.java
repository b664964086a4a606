package io.dertwin.runtime.device.pv;

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

/** {@code inverter}: PV modules with their inverter. */
public final class InverterType implements DeviceType {

    static final int REMOTE_ON_OFF = 0;
    static final int ACTIVE_POWER_RATE = 1;
    static final int REACTIVE_POWER_RATE = 2;
    static final int POWER_FACTOR_SETPOINT = 3;

    private static final List<CommandPoint> COMMANDS = List.of(
            CommandPoint.oneOf("remote_on_off", 0, 1),
            rate("active_power_rate"),
            rate("reactive_power_rate"),
            new CommandPoint(
                    "power_factor_setpoint",
                    "",
                    value -> value >= -1 && value <= 1 && value != 0,
                    "from -1 to 1, but not 0",
                    false));

    /** In the order in which {@link Inverter#publish} writes them. */
    private static final List<Point> POINTS = List.of(
            state("inverter_status", List.of("off", "feeding in")),
            measurement("total_input_power", "kW"),
            measurement("total_active_power", "kW"),
            measurement("total_reactive_power", "kvar"),
            measurement("today_output_energy", "kWh").settable(),
            counter("lifetime_output_energy", "kWh").settable(),
            measurement("grid_frequency", "Hz"),
            measurement("phase_neutral_voltage_1", "V"),
            measurement("phase_neutral_voltage_2", "V"),
            measurement("phase_neutral_voltage_3", "V"),
            measurement("temp_inverter", "degC").settable(),
            measurement("power_factor", ""),
            state("fault_code").settable(),
            measurement("permitted_power_percent", "%").settable());

    @Override
    public String name() {
        return "inverter";
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
        return new Inverter(this, InverterParameters.from(settings));
    }

    private static CommandPoint rate(String name) {
        return new CommandPoint(
                name,
                "%",
                value -> value >= 0 && value <= 100 || value == Inverter.NO_LIMIT,
                "from 0 to 100, or 255 for no limit",
                false);
    }
}
