package io.dertwin.runtime.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dertwin.runtime.device.CommandPoint;
import io.dertwin.runtime.device.Point;
import io.dertwin.runtime.engine.PlantDevice;
import io.dertwin.runtime.site.Site;
import java.util.List;

/** Devices as JSON. */
final class DeviceJson {

    private DeviceJson() {}

    static ObjectNode describe(Site site, PlantDevice device) {
        ObjectNode description =
                Json.object().put("id", device.id()).put("type", device.type().name());
        ArrayNode endpoints = description.putArray("endpoints");
        site.endpoints(device).forEach(endpoint -> EndpointJson.describe(endpoint, endpoints.addObject()));
        ObjectNode telemetry = description.putObject("telemetry");
        site.telemetry(device).forEach((point, value) -> Json.put(telemetry, point, value));
        description.set("commands", commands(device));
        ArrayNode settable = description.putArray("settable");
        device.type().points().stream().filter(Point::canBeSet).map(Point::name).forEach(settable::add);
        ObjectNode demands = description.putObject("demands");
        device.type().commands().forEach(command -> demands.put(command.name(), command.demand()));
        ObjectNode units = description.putObject("units");
        for (Point point : device.type().points()) {
            putUnit(units, point.name(), point.unit());
        }
        for (CommandPoint command : device.type().commands()) {
            putUnit(units, command.name(), command.unit());
        }
        return description;
    }

    /** What was written last, or is in force if nothing was. */
    static ObjectNode commands(PlantDevice device) {
        ObjectNode commands = Json.object();
        List<CommandPoint> points = device.type().commands();
        for (int i = 0; i < points.size(); i++) {
            Json.put(commands, points.get(i).name(), device.commands().written(i));
        }
        return commands;
    }

    private static void putUnit(ObjectNode units, String name, String unit) {
        if (!unit.isEmpty()) {
            units.put(name, unit);
        }
    }
}
