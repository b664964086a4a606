package io.dertwin.runtime.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dertwin.runtime.control.http.Reply;
import io.dertwin.runtime.control.http.Response;
import io.dertwin.runtime.engine.AdvanceInProgressException;
import io.dertwin.runtime.engine.Engine;
import io.dertwin.runtime.engine.FrameLayout;
import io.dertwin.runtime.settings.Durations;
import io.dertwin.runtime.settings.Node;
import io.dertwin.runtime.settings.Settings;
import io.dertwin.runtime.site.Condition;
import io.dertwin.runtime.site.Site;
import io.dertwin.runtime.site.Stepper;
import io.dertwin.runtime.site.UnknownNameException;
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
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The clock: what time it is, and how time passes. */
final class ClockEndpoints implements AutoCloseable {

    private static final String AS_FAST_AS_POSSIBLE = "max";
    private static final double MOST_STEPS = 1e12;
    private static final Duration DEFAULT_LIMIT = Duration.ofHours(24);

    private final Site site;
    private final AtomicBoolean advancing = new AtomicBoolean();

    /** One advance at a time; but a thread that is done may be late in saying so, and must not hold up the next. */
    private final ExecutorService advancer = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> daemon(task, "dertwin-advance"));

    ClockEndpoints(Site site) {
        this.site = site;
    }

    void addTo(Routes routes) {
        routes.on("GET", "/api/v1/clock", call -> Json.ok(clock()));
        routes.on("POST", "/api/v1/clock/mode", this::mode);
        routes.later("POST", "/api/v1/clock/advance", this::advance);
    }

    /** The clock as it is now. */
    ObjectNode clock() {
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
        Stepper.Plan plan = call.body(this::plan);
        if (!advancing.compareAndSet(false, true)) {
            throw new AdvanceInProgressException();
        }
        try {
            return CompletableFuture.supplyAsync(() -> advance(plan, call.caller()::isGone), advancer)
                    .whenComplete((response, failure) -> advancing.set(false));
        } catch (RuntimeException | Error e) {
            advancing.set(false);
            throw e;
        }
    }

    private Reply advance(Stepper.Plan plan, BooleanSupplier cancelled) {
        Stepper.Outcome outcome = site.stepper().advance(plan, cancelled);
        ObjectNode answer = clock().put("advanced_steps", outcome.steps());
        if (plan.until().isPresent()) {
            answer.put("met", outcome.met());
        }
        return Json.ok(answer);
    }

    private Stepper.Plan plan(Settings body) {
        long steps = body.number("steps").whole().atLeast(0).atMost(MOST_STEPS).orElse(0L);
        Optional<Duration> duration = Durations.read(body, "duration");
        Optional<Condition> until = body.text("until").flatMap(text -> condition(body, text));
        Duration limit = Durations.read(body, "limit").orElse(DEFAULT_LIMIT);
        if (Stream.of("steps", "duration", "until").filter(body::has).count() != 1) {
            body.reject("must have one of \"steps\", \"duration\" and \"until\"");
        }
        if (body.has("limit") && !body.has("until")) {
            body.reject("limit", "belongs to \"until\"");
        }
        Stepper.Plan plan = until.map(condition -> Stepper.Plan.until(condition, site.steps(limit)))
                .orElseGet(() -> Stepper.Plan.steps(duration.map(site::steps).orElse(steps)));
        return pauses(body).map(plan::with).orElse(plan);
    }

    private Optional<Condition> condition(Settings body, String text) {
        try {
            return Optional.of(site.condition(text));
        } catch (IllegalArgumentException | UnknownNameException e) {
            body.reject("until", e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Stepper.Pauses> pauses(Settings body) {
        Optional<Duration> every = Durations.read(body, "every");
        Optional<Duration> pace = Durations.read(body, "pace");
        if (body.has("every") != body.has("pace")) {
            body.reject("\"every\" and \"pace\" belong together: a slice of simulated time and the pause after it");
        }
        if (every.isEmpty() || pace.isEmpty()) {
            return Optional.empty();
        }
        if (every.get().isZero()) {
            body.reject("every", "must be longer than nothing");
        }
        return Optional.of(new Stepper.Pauses(Math.max(1, site.steps(every.get())), pace.get()));
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
