package io.dertwin.runtime.control;

import io.dertwin.runtime.control.http.HttpException;
import io.dertwin.runtime.control.http.Reply;
import io.dertwin.runtime.control.http.Response;
import io.dertwin.runtime.engine.PlantDevice;
import io.dertwin.runtime.recording.Series;
import io.dertwin.runtime.settings.Durations;
import io.dertwin.runtime.settings.Settings;
import io.dertwin.runtime.site.Site;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What devices have reported. */
final class TelemetryEndpoints implements AutoCloseable {

    private static final int MOST_NUMBERS = 2_000_000;
    private static final int MOST_NUMBERS_OF_A_GLANCE = 20_000;
    private static final int MOST_WAITING = 64;
    private static final String CSV = "text/csv; charset=utf-8";

    private final Site site;
    private final Backlog backlog = new Backlog("dertwin-history", "long histories", MOST_WAITING);

    TelemetryEndpoints(Site site) {
        this.site = site;
    }

    void addTo(Routes routes) {
        routes.later("GET", "/api/v1/telemetry/{id}{?from,to,points,every,format}", this::history);
        routes.on("GET", "/api/v1/recording", call -> recording());
        routes.on("PATCH", "/api/v1/recording", this::change);
    }

    /** What is wanted of the past. */
    private record Query(Points points, double from, double to, double every, boolean csv) {}

    /** A glance at it is answered at once, even while others look at long ones. */
    private CompletionStage<? extends Reply> history(Call call) {
        PlantDevice device = DeviceEndpoints.device(site, call);
        Query query = call.parameters(List.of("from", "to"), parameters -> query(parameters, device));
        long numbers = numbers(query);
        requireReasonable(numbers);
        return numbers > MOST_NUMBERS_OF_A_GLANCE
                ? backlog.add(call, () -> history(device, query))
                : CompletableFuture.completedFuture(history(device, query));
    }

    private long numbers(Query query) {
        return site.recording().samples(query.from(), query.to(), query.every())
                * (1 + query.points().names().size());
    }

    private Response history(PlantDevice device, Query query) {
        Series series = site.recording().read(query.points().places(), query.from(), query.to(), query.every());
        List<String> names = query.points().names();
        return query.csv()
                ? Response.of(200, CSV, SeriesJson.csv(names, series))
                : Response.of(
                        200,
                        Json.CONTENT_TYPE,
                        SeriesJson.json(
                                device,
                                names,
                                series,
                                OptionalDouble.of(site.recording().interval())));
    }

    private Query query(Settings parameters, PlantDevice device) {
        return new Query(
                Points.read(parameters, site, device),
                parameters.number("from").orElse(Double.NEGATIVE_INFINITY),
                parameters.number("to").orElse(Double.POSITIVE_INFINITY),
                Durations.read(parameters, "every").map(Durations::seconds).orElse(0.0),
                parameters.choice("format", "json", List.of("json", "csv")).equals("csv"));
    }

    private static void requireReasonable(long numbers) {
        if (numbers > MOST_NUMBERS) {
            throw new HttpException(
                    413,
                    "that would be " + numbers + " numbers, and " + MOST_NUMBERS
                            + " is the most: ask for fewer points, a shorter time, or one sample in a while with 'every'");
        }
    }

    private Response recording() {
        return Json.ok(Json.object().put("interval", site.recording().interval()));
    }

    private Response change(Call call) {
        site.recording().every(call.body(TelemetryEndpoints::interval));
        return recording();
    }

    private static double interval(Settings body) {
        if (!body.has("interval")) {
            body.reject("interval", "is missing: a duration like \"PT10S\" or a number of seconds");
        }
        Duration interval = Durations.read(body, "interval").orElse(Duration.ofSeconds(1));
        if (interval.isZero()) {
            body.reject("interval", "must be longer than nothing");
        }
        return Durations.seconds(interval);
    }

    @Override
    public void close() {
        backlog.close();
    }
}
