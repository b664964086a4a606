package io.dertwin.runtime.control;

import io.dertwin.runtime.control.http.Reply;
import io.dertwin.runtime.control.http.Response;
import io.dertwin.runtime.engine.PlantDevice;
import io.dertwin.runtime.settings.Durations;
import io.dertwin.runtime.settings.Settings;
import io.dertwin.runtime.site.Forecast;
import io.dertwin.runtime.site.Site;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What will become of the devices. */
final class ForecastEndpoints implements AutoCloseable {

    private static final Duration USUAL_HORIZON = Duration.ofHours(24);
    private static final Duration USUAL_STEP = Duration.ofMinutes(15);

    private final Site site;
    private final ForecastTurns turns = new ForecastTurns();

    ForecastEndpoints(Site site) {
        this.site = site;
    }

    void addTo(Routes routes) {
        routes.later("GET", "/api/v1/forecast/{id}{?hours,duration,step,points}", this::asIs);
        routes.later("POST", "/api/v1/forecast/{id}", this::withCommands);
    }

    /** What is wanted of the future. */
    private record Question(Points points, Forecast forecast, Map<String, Map<String, Double>> commands) {}

    private CompletionStage<? extends Reply> asIs(Call call) {
        PlantDevice device = DeviceEndpoints.device(site, call);
        return answer(call, device, call.parameters(List.of("hours"), parameters -> question(parameters, device)));
    }

    private CompletionStage<? extends Reply> withCommands(Call call) {
        PlantDevice device = DeviceEndpoints.device(site, call);
        return answer(call, device, call.body(body -> question(body, device)));
    }

    private Question question(Settings settings, PlantDevice device) {
        if (settings.has("hours") && settings.has("duration")) {
            settings.reject("must have at most one of \"hours\" and \"duration\"");
        }
        Duration horizon = settings.has("hours")
                ? Duration.ofSeconds(Math.round(
                        3600 * settings.number("hours").above(0).atMost(1e6).orElse(24.0)))
                : Durations.read(settings, "duration").orElse(USUAL_HORIZON);
        Duration step = Durations.read(settings, "step").orElse(USUAL_STEP);
        return new Question(
                Points.read(settings, site, device), forecast(settings, horizon, step), commands(settings, device));
    }

    private static Forecast forecast(Settings settings, Duration horizon, Duration step) {
        try {
            return new Forecast(horizon, step);
        } catch (IllegalArgumentException e) {
            settings.reject(e.getMessage());
            return new Forecast(USUAL_HORIZON, USUAL_STEP);
        }
    }

    /** Commands for the device itself, or for several by their names. */
    private static Map<String, Map<String, Double>> commands(Settings settings, PlantDevice device) {
        Map<String, Map<String, Double>> commands = new LinkedHashMap<>();
        Optional<Settings> given =
                settings.value("commands").isPresent() ? settings.section("commands") : Optional.empty();
        given.ifPresent(written -> {
            boolean ofSeveral = written.keys().stream()
                    .anyMatch(key ->
                            written.value(key).orElseThrow() instanceof io.dertwin.runtime.settings.Node.Mapping);
            if (ofSeveral) {
                written.keys()
                        .forEach(id ->
                                written.section(id).ifPresent(one -> commands.put(id, DeviceEndpoints.numbers(one))));
            } else {
                commands.put(device.id(), DeviceEndpoints.numbers(written));
            }
        });
        return commands;
    }

    private CompletionStage<? extends Reply> answer(Call call, PlantDevice device, Question question) {
        Points points = question.points();
        Forecast forecast = question.forecast();
        return turns.add(
                        site.steps(forecast.horizon()),
                        () -> forecast.begin(site, points.places(), question.commands()),
                        call.caller())
                .thenApply(
                        series -> Response.of(200, Json.CONTENT_TYPE, SeriesJson.json(device, points.names(), series)));
    }

    @Override
    public void close() {
        turns.close();
    }
}
