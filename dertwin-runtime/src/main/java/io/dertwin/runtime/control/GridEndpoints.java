package io.dertwin.runtime.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dertwin.runtime.control.http.HttpException;
import io.dertwin.runtime.control.http.Response;
import io.dertwin.runtime.engine.FrameLayout;
import io.dertwin.runtime.environment.GridEvent;
import io.dertwin.runtime.environment.GridEvent.Kind;
import io.dertwin.runtime.environment.GridEvent.Shape;
import io.dertwin.runtime.environment.TooManyEventsException;
import io.dertwin.runtime.settings.Durations;
import io.dertwin.runtime.settings.Nearest;
import io.dertwin.runtime.settings.Settings;
import io.dertwin.runtime.site.Site;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;

/** The grid and the weather: what they are, and what happens to them. */
final class GridEndpoints {

    private static final List<String> KINDS = List.of("frequency", "voltage", "irradiance", "ambient_temperature");

    private final Site site;

    GridEndpoints(Site site) {
        this.site = site;
    }

    void addTo(Routes routes) {
        routes.on("GET", "/api/v1/grid", call -> grid());
        routes.on("GET", "/api/v1/events", call -> Json.ok(list()));
        routes.on("POST", "/api/v1/events", this::add);
        routes.on("DELETE", "/api/v1/events", call -> clear());
        routes.on("DELETE", "/api/v1/events/{id}", this::remove);
    }

    private Response grid() {
        double[] now = new double[FrameLayout.AMBIENT_TEMPERATURE + 1];
        site.engine().frames().read(0, now.length, now);
        ObjectNode grid = Json.object();
        Json.put(grid, "frequency_hz", now[FrameLayout.GRID_FREQUENCY]);
        Json.put(grid, "voltage_v", now[FrameLayout.GRID_VOLTAGE]);
        Json.put(grid, "power_kw", now[FrameLayout.GRID_POWER]);
        Json.put(grid, "load_kw", now[FrameLayout.LOAD_POWER]);
        Json.put(grid, "irradiance", now[FrameLayout.IRRADIANCE]);
        Json.put(grid, "ambient_temperature_c", now[FrameLayout.AMBIENT_TEMPERATURE]);
        return Json.ok(grid);
    }

    private ArrayNode list() {
        ArrayNode list = Json.array();
        numbered().forEach((number, event) -> list.add(describe(number, event)));
        return list;
    }

    private Map<Long, GridEvent> numbered() {
        return site.engine().between(plant -> plant.environment().events().numbered());
    }

    private static ObjectNode describe(long number, GridEvent event) {
        ObjectNode description = Json.object()
                .put("id", id(number, event))
                .put("kind", event.kind().name().toLowerCase(Locale.ROOT))
                .put(event.kind().key(), event.magnitude())
                .put("shape", event.shape().name().toLowerCase(Locale.ROOT))
                .put("at", event.start());
        if (Double.isFinite(event.duration())) {
            description.put("duration", event.duration());
        }
        return description;
    }

    private Response add(Call call) {
        DoubleFunction<GridEvent> event = call.body(GridEndpoints::event);
        try {
            ObjectNode added = site.engine().between(plant -> {
                GridEvent made = event.apply(plant.time());
                return describe(plant.environment().events().add(made), made);
            });
            return Response.of(201, Json.CONTENT_TYPE, Json.bytes(added));
        } catch (TooManyEventsException e) {
            throw new HttpException(409, e.getMessage());
        }
    }

    private static String id(long number, GridEvent event) {
        return event.kind().name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + number;
    }

    private Response remove(Call call) {
        String id = call.variable("id");
        Map<Long, GridEvent> events = numbered();
        long number = events.keySet().stream()
                .filter(one -> id(one, events.get(one)).equals(id))
                .findFirst()
                .orElseThrow(() -> unknown(id, events));
        site.engine().between(plant -> plant.environment().events().remove(number));
        return Response.noContent();
    }

    private static HttpException unknown(String id, Map<Long, GridEvent> events) {
        List<String> ids = events.entrySet().stream()
                .map(entry -> id(entry.getKey(), entry.getValue()))
                .toList();
        return new HttpException(404, "there is no event '" + id + "'" + Nearest.hint(id, ids));
    }

    private Response clear() {
        site.engine().between(plant -> {
            plant.environment().events().clear();
            return plant;
        });
        return Response.noContent();
    }

    /** An event that waits to be told what time it is. */
    private static DoubleFunction<GridEvent> event(Settings body) {
        if (!body.has("kind")) {
            body.reject("kind", "is missing: must be one of " + String.join(", ", KINDS));
        }
        Kind kind = Kind.valueOf(body.choice("kind", "frequency", KINDS).toUpperCase(Locale.ROOT));
        double magnitude =
                body.number(kind.key()).between(kind.lowest(), kind.highest()).required(0);
        Shape shape = Shape.valueOf(
                body.choice("shape", "step", List.of("step", "ramp")).toUpperCase(Locale.ROOT));
        Optional<Duration> duration = Durations.read(body, "duration");
        if (shape == Shape.RAMP && !body.has("duration")) {
            body.reject("duration", "is missing: a ramp reaches its full height at its end");
        }
        if (body.has("in") && body.has("at")) {
            body.reject("must have at most one of \"in\", from now, and \"at\", in simulated seconds");
        }
        double in = Durations.read(body, "in").map(Durations::seconds).orElse(0.0);
        double at = Durations.time(body, "at").orElse(Double.NaN);
        double lasting = duration.map(Durations::seconds).orElse(Double.POSITIVE_INFINITY);
        return now -> new GridEvent(kind, magnitude, shape, Double.isNaN(at) ? now + in : at, lasting);
    }
}
