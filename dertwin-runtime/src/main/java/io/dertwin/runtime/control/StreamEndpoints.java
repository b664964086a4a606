package io.dertwin.runtime.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dertwin.runtime.control.http.EventStream;
import io.dertwin.runtime.control.http.HttpLimits;
import io.dertwin.runtime.control.http.Reply;
import io.dertwin.runtime.engine.FrameLayout;
import io.dertwin.runtime.engine.PlantDevice;
import io.dertwin.runtime.journal.JournalEntry;
import io.dertwin.runtime.journal.JournalQuery;
import io.dertwin.runtime.settings.Settings;
import io.dertwin.runtime.site.Site;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * What happens, as it happens: server-sent events of telemetry, a few a second while time moves, and of journal entries.
 * An event is put into words once for all who listen; the more of them there are, the more of what happens goes out together.
 */
final class StreamEndpoints implements JournalWatch.Watcher {

    private static final long TELEMETRY_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long SIGN_OF_LIFE_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final int MOST_ENTRIES_AT_ONCE = 100;

    /** To write to each takes time, in which nobody else is served: a part of it may be taken up by those who listen. */
    private static final long PAUSE_NANOS_PER_LISTENER = TimeUnit.MICROSECONDS.toNanos(100);

    private static final byte[] SIGN_OF_LIFE = ": still here\n\n".getBytes(StandardCharsets.UTF_8);

    private final Site site;
    private final ClockEndpoints clock;
    private final JournalWatch watch;
    private final Set<Listener> listeners = new CopyOnWriteArraySet<>();
    private final double[] frame;

    private final Deque<JournalEntry> unshown = new ArrayDeque<>();

    private long skipped;
    private long sentAt;
    private boolean watching;
    private volatile double shownTicks;
    private long shownAt;

    /** Somebody who listens, and to what. */
    private record Listener(EventStream stream, Set<String> events) {}

    StreamEndpoints(Site site, ClockEndpoints clock, JournalWatch watch) {
        this.site = site;
        this.clock = clock;
        this.watch = watch;
        this.frame = new double[site.engine().frames().size()];
    }

    void addTo(Routes routes) {
        routes.on("GET", "/api/v1/stream{?events}", this::open);
    }

    private Reply open(Call call) {
        Set<String> events = call.parameters(List.of(), StreamEndpoints::events);
        EventStream stream = new EventStream(HttpLimits.DEFAULT.streamBytes());
        Listener listener = new Listener(stream, events);
        stream.onClose(() -> listeners.remove(listener));
        double[] now = new double[frame.length];
        ObjectNode telemetry = telemetry(now);
        if (events.contains("telemetry")) {
            stream.send(event("telemetry", telemetry));
        }
        listeners.add(listener);
        watch(now[FrameLayout.TICKS]);
        return stream;
    }

    private static Set<String> events(Settings parameters) {
        return switch (parameters.choice("events", "all", List.of("all", "telemetry", "journal"))) {
            case "telemetry" -> Set.of("telemetry");
            case "journal" -> Set.of("journal");
            default -> Set.of("telemetry", "journal");
        };
    }

    /** @param ticks what the one who listens now has been shown */
    private synchronized void watch(double ticks) {
        if (!watching) {
            shownTicks = ticks;
            watch.add(this);
            watching = true;
        }
    }

    @Override
    public JournalQuery wanted() {
        boolean anyOfJournal =
                listeners.stream().anyMatch(listener -> listener.events().contains("journal"));
        return anyOfJournal ? JournalQuery.all() : JournalQuery.all().first(0);
    }

    @Override
    public JournalWatch.Next see(List<JournalEntry> entries, long upTo) {
        remember(entries);
        if (System.nanoTime() - sentAt >= listeners.size() * PAUSE_NANOS_PER_LISTENER) {
            showJournal();
            showTelemetry();
        }
        return stopIfUnwanted();
    }

    /** An EMS may ask faster than anybody can read; then a number stands for what is left out. */
    private void remember(List<JournalEntry> entries) {
        unshown.addAll(entries);
        while (unshown.size() > MOST_ENTRIES_AT_ONCE) {
            unshown.removeFirst();
            skipped++;
        }
    }

    private synchronized JournalWatch.Next stopIfUnwanted() {
        watching = !listeners.isEmpty();
        if (watching) {
            return JournalWatch.Next.WHEN_THERE_IS_SOMETHING;
        }
        forget();
        return JournalWatch.Next.NEVER;
    }

    @Override
    public synchronized void fail(Throwable failure) {
        watching = false;
        forget();
        listeners.forEach(listener -> listener.stream().close());
    }

    private void forget() {
        unshown.clear();
        skipped = 0;
    }

    private void showJournal() {
        if (unshown.isEmpty()) {
            return;
        }
        ByteArrayOutputStream events = new ByteArrayOutputStream();
        unshown.forEach(entry -> events.writeBytes(event("journal", JournalJson.describe(entry))));
        if (skipped > 0) {
            events.writeBytes(event("journal_skipped", Json.object().put("count", skipped)));
        }
        forget();
        send(events.toByteArray(), listener -> listener.events().contains("journal"));
    }

    private void showTelemetry() {
        long sinceShown = System.nanoTime() - shownAt;
        if (sinceShown < TELEMETRY_INTERVAL_NANOS) {
            return;
        }
        ObjectNode telemetry = telemetry(frame);
        if (frame[FrameLayout.TICKS] != shownTicks) {
            shownTicks = frame[FrameLayout.TICKS];
            shownAt = System.nanoTime();
            send(event("telemetry", telemetry), listener -> listener.events().contains("telemetry"));
        } else if (sinceShown > SIGN_OF_LIFE_NANOS) {
            shownAt = System.nanoTime();
            send(SIGN_OF_LIFE, listener -> true);
        }
    }

    private void send(byte[] event, Predicate<Listener> to) {
        sentAt = System.nanoTime();
        for (Listener listener : listeners) {
            if (to.test(listener) && !listener.stream().send(event)) {
                listeners.remove(listener);
            }
        }
    }

    private ObjectNode telemetry(double[] values) {
        site.engine().frames().read(0, values.length, values);
        ObjectNode telemetry = Json.object();
        telemetry.set("clock", clock.clock());
        ObjectNode ofSite = telemetry.putObject("site");
        FrameLayout.siteValues().forEach((name, place) -> Json.put(ofSite, name, values[place]));
        ObjectNode devices = telemetry.putObject("devices");
        for (PlantDevice device : site.devices()) {
            ObjectNode points = devices.putObject(device.id());
            for (int i = 0; i < device.type().points().size(); i++) {
                Json.put(points, device.type().points().get(i).name(), values[device.frameOffset() + i]);
            }
        }
        ObjectNode commands = telemetry.putObject("commands");
        site.devices().forEach(device -> commands.set(device.id(), DeviceJson.commands(device)));
        return telemetry;
    }

    private static byte[] event(String name, JsonNode data) {
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        event.writeBytes(("event: " + name + "\ndata: ").getBytes(StandardCharsets.UTF_8));
        event.writeBytes(Json.bytes(data));
        event.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
        return event.toByteArray();
    }
}
