package io.dertwin.runtime.control;

import com.fasterxml.jackson.core.JsonGenerator;
import io.dertwin.client.RegisterWrite;
import io.dertwin.client.ValueMatcher;
import io.dertwin.runtime.control.http.Caller;
import io.dertwin.runtime.control.http.HttpException;
import io.dertwin.runtime.control.http.HttpLimits;
import io.dertwin.runtime.control.http.Reply;
import io.dertwin.runtime.control.http.Response;
import io.dertwin.runtime.engine.FrameLayout;
import io.dertwin.runtime.journal.JournalEntry;
import io.dertwin.runtime.journal.JournalQuery;
import io.dertwin.runtime.settings.Durations;
import io.dertwin.runtime.settings.Node;
import io.dertwin.runtime.settings.Settings;
import io.dertwin.runtime.site.Site;
import io.dertwin.runtime.site.UnknownNameException;
import io.dertwin.runtime.site.WriteSearch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** What went over the wire: to be looked at, to be waited for. */
final class JournalEndpoints implements AutoCloseable {

    private static final int MOST_ENTRIES = 10_000;
    private static final int USUAL_ENTRIES = 1000;
    private static final int MOST_WAITING = 64;
    /** A quarter of the connections there may be: together with event streams they leave room for those who do not stay. */
    private static final int MOST_WAITS = HttpLimits.DEFAULT.connections() / 4;

    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);

    private final Site site;
    private final WriteWaits waits;
    private final AtomicInteger places = new AtomicInteger(MOST_WAITS);
    private final Backlog backlog = new Backlog("dertwin-journal", "long journals", MOST_WAITING);

    JournalEndpoints(Site site, JournalWatch watch) {
        this.site = site;
        this.waits = new WriteWaits(site, watch);
    }

    void addTo(Routes routes) {
        routes.later("GET", "/api/v1/journal{?device,function,register,access,since,after,limit}", this::list);
        routes.on("DELETE", "/api/v1/journal", call -> clear());
        routes.on(
                "GET",
                "/api/v1/journal/counters",
                call -> Json.ok(JournalJson.describe(site.journal().counters())));
        routes.later("POST", "/api/v1/journal/wait", this::await);
    }

    /** As many entries as usual are answered at once, even while others read long journals. */
    private CompletionStage<? extends Reply> list(Call call) {
        JournalQuery query = call.parameters(List.of("function", "since", "after", "limit"), this::query);
        return Math.min(site.journal().within(query), query.limit()) > USUAL_ENTRIES
                ? backlog.add(call, () -> list(query))
                : CompletableFuture.completedFuture(list(query));
    }

    private Response list(JournalQuery query) {
        List<JournalEntry> entries = site.journal().entries(query);
        return Response.of(200, Json.CONTENT_TYPE, Json.bytes((JsonGenerator json) -> {
            json.writeStartArray();
            for (JournalEntry entry : entries) {
                json.writeTree(JournalJson.describe(entry));
            }
            json.writeEndArray();
        }));
    }

    /** The newest entries; with {@code after} those that come next, so that one can go through all of them. */
    private JournalQuery query(Settings parameters) {
        JournalQuery query = JournalQuery.all();
        Optional<String> device = device(parameters);
        if (device.isPresent()) {
            query = query.device(device.get());
        }
        if (parameters.has("function")) {
            query = query.function(
                    parameters.number("function").whole().between(0, 255).orElse(0));
        }
        Optional<String> register = parameters.text("register");
        if (register.isPresent()) {
            query = query.register(register.get());
        }
        query = query.since(parameters.number("since").orElse(Double.NEGATIVE_INFINITY));
        query = switch (parameters.choice("access", "any", List.of("any", "read", "write"))) {
            case "read" -> query.reads();
            case "write" -> query.writes();
            default -> query;
        };
        int limit = parameters.number("limit").whole().between(0, MOST_ENTRIES).orElse(USUAL_ENTRIES);
        return parameters.has("after")
                ? query.after(parameters.number("after").whole().orElse(0L)).first(limit)
                : query.last(limit);
    }

    private Optional<String> device(Settings settings) {
        Optional<String> device = settings.text("device");
        device.ifPresent(id -> {
            try {
                site.device(id);
            } catch (UnknownNameException e) {
                settings.reject("device", e.getMessage());
            }
        });
        return device;
    }

    private Response clear() {
        site.journal().clear();
        return Response.noContent();
    }

    private CompletionStage<? extends Reply> await(Call call) {
        WriteWait wait = call.body(body -> wait(body, call.caller()));
        takePlace();
        wait.answer().whenComplete((reply, failure) -> places.incrementAndGet());
        try {
            waits.add(wait);
        } catch (Error e) {
            wait.fail(e);
        }
        return wait.answer();
    }

    private void takePlace() {
        if (places.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
            throw new HttpException(
                    503, MOST_WAITS + " requests are waiting for the journal already: ask again when there are fewer");
        }
    }

    private WriteWait wait(Settings body, Caller caller) {
        RegisterWrite expected = expected(body);
        Optional<Duration> simulated = Durations.read(body, "simulated");
        double now = site.engine().frames().read(FrameLayout.TIME);
        double latest = simulated.map(limit -> now + Durations.seconds(limit)).orElse(Double.POSITIVE_INFINITY);
        Optional<Duration> timeout = Durations.read(body, "timeout");
        Duration patience = timeout.orElse(simulated.isPresent() ? Duration.ofDays(365) : USUAL_TIMEOUT);
        return new WriteWait(new WriteSearch(expected, latest), patience, caller);
    }

    private RegisterWrite expected(Settings body) {
        if (!body.has("register")) {
            body.reject("register", "is missing: the name of the register that is to be written");
        }
        RegisterWrite expected = RegisterWrite.written(body.text("register").orElse(""))
                .since(body.number("since").orElse(Double.NEGATIVE_INFINITY))
                .atLeast(body.number("count").whole().between(1, 1_000_000).orElse(1));
        Optional<String> device = device(body);
        if (device.isPresent()) {
            expected = expected.on(device.get());
        }
        Optional<ValueMatcher> value = body.value("value").flatMap(node -> matcher(body, node));
        if (value.isPresent()) {
            expected = expected.withValue(value.get());
        }
        return body.flag("refused", false) ? expected.refused() : expected;
    }

    private static Optional<ValueMatcher> matcher(Settings body, Node value) {
        Object given = value instanceof Node.Scalar scalar ? scalar.value() : value.kind();
        try {
            return Optional.of(ValueMatcher.parse(String.valueOf(given)));
        } catch (IllegalArgumentException e) {
            body.reject("value", e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        backlog.close();
    }
}
