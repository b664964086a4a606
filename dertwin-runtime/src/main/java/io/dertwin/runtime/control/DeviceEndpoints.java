package io.dertwin.runtime.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dertwin.runtime.control.http.HttpException;
import io.dertwin.runtime.control.http.Response;
import io.dertwin.runtime.engine.CommandRefusedException;
import io.dertwin.runtime.engine.PlantDevice;
import io.dertwin.runtime.settings.Settings;
import io.dertwin.runtime.site.Site;
import io.dertwin.runtime.site.UnknownNameException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The devices: what they report, what they are told, and what state they are put into. */
final class DeviceEndpoints {

    private final Site site;

    DeviceEndpoints(Site site) {
        this.site = site;
    }

    void addTo(Routes routes) {
        routes.on("GET", "/api/v1/devices", call -> list());
        routes.on("GET", "/api/v1/devices/{id}{?points}", this::show);
        routes.on("GET", "/api/v1/devices/{id}/registers", this::registers);
        routes.on("POST", "/api/v1/control/{id}", this::control);
        routes.on("PATCH", "/api/v1/devices/{id}/state", this::arrange);
    }

    /** The device that a path names. */
    static PlantDevice device(Site site, Call call) {
        try {
            return site.device(call.variable("id"));
        } catch (UnknownNameException e) {
            throw new HttpException(404, e.getMessage());
        }
    }

    private Response list() {
        ArrayNode list = Json.array();
        site.devices().forEach(device -> list.add(DeviceJson.describe(site, device)));
        return Json.ok(list);
    }

    private Response show(Call call) {
        PlantDevice device = device(site, call);
        Points points = call.parameters(List.of(), parameters -> Points.read(parameters, site, device));
        ObjectNode description = DeviceJson.describe(site, device);
        description.withObject("/telemetry").retain(points.names());
        return Json.ok(description);
    }

    private Response registers(Call call) {
        PlantDevice device = device(site, call);
        call.parameters(List.of(), parameters -> parameters);
        ObjectNode description = Json.object().put("id", device.id());
        ArrayNode bindings = description.putArray("bindings");
        site.registers(device).forEach(table -> bindings.add(RegisterJson.describe(table)));
        return Json.ok(description);
    }

    private Response control(Call call) throws CommandRefusedException {
        PlantDevice device = device(site, call);
        site.command(device, call.body(DeviceEndpoints::commands));
        return Json.ok(Json.object().put("id", device.id()).set("commands", DeviceJson.commands(device)));
    }

    private static Map<String, Double> commands(Settings body) {
        if (body.has("command")) {
            double value = body.number("value").required(0);
            return Map.of(body.text("command").orElse(""), value);
        }
        Optional<Settings> commands = body.section("commands");
        if (!body.has("commands")) {
            body.reject("must have \"commands\": {name: value, …}, or \"command\" and \"value\"");
        }
        return commands.map(DeviceEndpoints::numbers).orElse(Map.of());
    }

    private Response arrange(Call call) {
        PlantDevice device = device(site, call);
        Map<String, Double> values = call.body(DeviceEndpoints::numbers);
        site.arrange(device, values).ifPresent(refusal -> {
            throw new HttpException(400, device.id() + ": " + refusal);
        });
        return Json.ok(DeviceJson.describe(site, device));
    }

    /** All of an object, every value of which is a number. */
    static Map<String, Double> numbers(Settings settings) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        settings.keys().forEach(key -> numbers.put(key, settings.number(key).required(0)));
        if (numbers.isEmpty()) {
            settings.reject("must name at least one value");
        }
        return numbers;
    }
}
