package io.dertwin.runtime.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dertwin.runtime.control.http.Reply;
import io.dertwin.runtime.control.http.Response;
import io.dertwin.runtime.engine.AdvanceInProgressException;
import io.dertwin.runtime.engine.Engine;
import io.dertwin.runtime.engine.FrameLayout;
import io.dertwin.runtime.settings.Node;
import io.dertwin.runtime.settings.Settings;
import io.dertwin.runtime.site.Site;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The clock: what time it is, and how time passes. */
final class ClockEndpoints implements AutoCloseable {

    private static final String AS_FAST_AS_POSSIBLE = "max";

    private final Site site;
    private final AtomicBoolean advancing = new AtomicBoolean();
    private final ExecutorService advancer = new ThreadPoolExecutor(
            0, 2, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> daemon(task, "dertwin-advance"));

    ClockEndpoints(Site site) {
        this.site = site;
    }

    void addTo(Routes routes) {
        routes.on("GET", "/api/v1/clock", call -> Json.ok(clock()));
        routes.on("POST", "/api/v1/clock/mode", this::mode);
        routes.later("POST", "/api/v1/clock/advance", this::advance);
    }

    private ObjectNode clock() {
        Engine engine = site.engine();
        double[] now = new double[2];
        engine.frames().read(FrameLayout.TICKS, 2, now);
        double time = now[FrameLayout.TIME];
        ObjectNode clock = Json.object()
                .put("mode", engine.mode().name().toLowerCase(Locale.ROOT))
                .put("time", time)
                .put("ticks", (long) now[FrameLayout.TICKS])
                .put("step", site.definition().stepSeconds());
        if (Double.isInfinite(engine.speed())) {
            clock.put("speed", AS_FAST_AS_POSSIBLE);
        } else {
            clock.put("speed", engine.speed());
        }
        return clock.put("time_of_day_h", time / 3600 % 24);
    }

    private Response mode(Call call) {
        call.body(this::newMode).run();
        return Json.ok(clock());
    }

    private Runnable newMode(Settings body) {
        if (!body.has("mode")) {
            body.reject("mode", "is missing: must be one of stepped, realtime, paused");
        }
        String mode = body.choice("mode", "stepped", List.of("stepped", "realtime", "paused"));
        double speed = speed(body);
        if (body.has("speed") && !mode.equals("realtime")) {
            body.reject("speed", "belongs to the mode \"realtime\"");
        }
        return switch (mode) {
            case "realtime" -> () -> site.engine().follow(speed);
            case "paused" -> site.engine()::pause;
            default -> site.engine()::stepped;
        };
    }

    private double speed(Settings body) {
        Optional<Node> given = body.value("speed");
        if (given.isPresent()
                && given.get() instanceof Node.Scalar scalar
                && AS_FAST_AS_POSSIBLE.equals(scalar.value())) {
            return Double.POSITIVE_INFINITY;
        }
        return body.number("speed").above(0).orElse(site.definition().speed());
    }

    private CompletionStage<? extends Reply> advance(Call call) {
        long steps = call.body(this::steps);
        if (!advancing.compareAndSet(false, true)) {
            throw new AdvanceInProgressException();
        }
        return CompletableFuture.supplyAsync(
                        () -> {
                            site.engine().advance(steps, call.caller()::isGone);
                            return Json.ok(clock());
                        },
                        advancer)
                .whenComplete((response, failure) -> advancing.set(false));
    }

    private long steps(Settings body) {
        Optional<Duration> duration = Durations.read(body, "duration");
        if (body.has("steps") == body.has("duration")) {
            body.reject("must have either \"steps\" or \"duration\"");
        }
        return body.has("steps")
                ? body.number("steps").whole().atLeast(0).orElse(0L)
                : site.steps(duration.orElse(Duration.ZERO));
    }

    @Override
    public void close() {
        advancer.shutdownNow();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
