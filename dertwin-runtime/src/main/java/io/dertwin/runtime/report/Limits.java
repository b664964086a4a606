package io.dertwin.runtime.report;

import io.dertwin.runtime.device.Point;
import io.dertwin.runtime.engine.Frames;
import io.dertwin.runtime.engine.PlantDevice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Between what a device takes a command at its word; beyond, it does what it can. */
record Limits(double low, double high) {

    private static final Limits NONE = new Limits(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    private static final double TOLERANCE = 1e-9;

    /** Of every command of every device, by {@code device.command}. */
    static Map<String, Limits> of(List<PlantDevice> devices, Frames frames) {
        Map<String, Limits> limits = new HashMap<>();
        for (PlantDevice device : devices) {
            device.type().commands().forEach(command -> limits.put(device.id() + "." + command.name(), NONE));
            if (device.type().name().equals("bess")) {
                limits.put(
                        device.id() + ".active_power_setpoint",
                        new Limits(
                                -now(device, "max_charge_power", frames), now(device, "max_discharge_power", frames)));
            }
        }
        return limits;
    }

    private static double now(PlantDevice device, String point, Frames frames) {
        List<String> names = device.type().points().stream().map(Point::name).toList();
        return frames.read(device.frameOffset() + names.indexOf(point));
    }

    boolean holds(double value) {
        return value >= low - TOLERANCE && value <= high + TOLERANCE;
    }

    String inWords(String unit) {
        return Descriptions.signed(low) + " to " + Descriptions.signed(high) + (unit.isEmpty() ? "" : " " + unit);
    }
}
