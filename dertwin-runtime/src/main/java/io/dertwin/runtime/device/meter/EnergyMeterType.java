package io.dertwin.runtime.device.meter;

import static io.dertwin.runtime.device.Point.counter;
import static io.dertwin.runtime.device.Point.measurement;

import io.dertwin.runtime.device.CommandPoint;
import io.dertwin.runtime.device.Device;
import io.dertwin.runtime.device.DeviceType;
import io.dertwin.runtime.device.Point;
import io.dertwin.runtime.random.RandomStreams;
import io.dertwin.runtime.settings.Settings;
import java.util.List;

/** {@code energy_meter}: measures what crosses the grid connection. */
public final class EnergyMeterType implements DeviceType {

    static final int CURRENT_TRANSFORMER_RATIO = 0;
    static final int VOLTAGE_TRANSFORMER_RATIO = 1;
    static final int INTERVAL_TIME = 2;

    private static final List<CommandPoint> COMMANDS = List.of(
            CommandPoint.any("current_transformer_ratio", ""),
            CommandPoint.any("voltage_transformer_ratio", ""),
            CommandPoint.any("interval_time", "min"));

    /** In the order in which {@link EnergyMeter#publish} writes them. */
    private static final List<Point> POINTS = List.of(
            measurement("phase_voltage_a", "V"),
            measurement("phase_voltage_b", "V"),
            measurement("phase_voltage_c", "V"),
            measurement("phase_current_a", "A"),
            measurement("phase_current_b", "A"),
            measurement("phase_current_c", "A"),
            measurement("phase_active_power_a", "kW"),
            measurement("phase_active_power_b", "kW"),
            measurement("phase_active_power_c", "kW"),
            measurement("reactive_power_a", "kvar"),
            measurement("reactive_power_b", "kvar"),
            measurement("reactive_power_c", "kvar"),
            measurement("apparent_power_a", "kVA"),
            measurement("apparent_power_b", "kVA"),
            measurement("apparent_power_c", "kVA"),
            measurement("total_active_power", "kW"),
            measurement("total_reactive_power", "kvar"),
            measurement("total_power_factor", "").settable(),
            measurement("grid_frequency", "Hz"),
            counter("total_import_energy", "kWh").settable(),
            counter("total_export_energy", "kWh").settable(),
            counter("phase_import_energy_a", "kWh"),
            counter("phase_import_energy_b", "kWh"),
            counter("phase_import_energy_c", "kWh"),
            counter("phase_export_energy_a", "kWh"),
            counter("phase_export_energy_b", "kWh"),
            counter("phase_export_energy_c", "kWh"),
            measurement("current_demand_kw", "kW"),
            measurement("max_demand_kw", "kW").settable());

    @Override
    public String name() {
        return "energy_meter";
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
        EnergyMeterParameters parameters = EnergyMeterParameters.from(settings);
        return new EnergyMeter(this, parameters.demandWindowMinutes(), parameters.powerFactorStream(id, streams));
    }
}
