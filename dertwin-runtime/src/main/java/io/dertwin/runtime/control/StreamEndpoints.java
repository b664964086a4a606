package io.dertwin.runtime.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dertwin.runtime.control.http.EventStream;
import io.dertwin.runtime.control.http.HttpLimits;
import io.dertwin.runtime.control.http.Reply;
import io.dertwin.runtime.engine.FrameLayout;
import io.dertwin.runtime.engine.PlantDevice;
import io.dertwin.runtime.journal.JournalEntry;
import io.dertwin.runtime.settings.Settings;
import io.dertwin.runtime.site.Site;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * What happens, as it happens: server-sent events of telemetry, a few a second while time moves, and of journal entries.
 * An event is written once for all who listen.
 */
final class StreamEndpoints implements JournalWatch.Watcher {

    private static final long TELEMETRY_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long SIGN_OF_LIFE_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final int MOST_ENTRIES_AT_ONCE = 100;
    private static final byte[] SIGN_OF_LIFE = ": still here\n\n".getBytes(StandardCharsets.UTF_8);

    private final Site site;
    private final ClockEndpoints clock;
    private final JournalWatch watch;
    private final Set<Listener> listeners = new CopyOnWriteArraySet<>();
    private final double[] frame;

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
            watching = true;
            shownTicks = ticks;
            watch.add(this, site.journal().lastSequence());
        }
    }

    @Override
    public boolean see(List<JournalEntry> entries) {
        showJournal(entries);
        showTelemetry();
        return stopIfUnwanted();
    }

    private synchronized boolean stopIfUnwanted() {
        watching = !listeners.isEmpty();
        return !watching;
    }

    /** An EMS may ask faster than anybody can read; then a number stands for what is left out. */
    private void showJournal(List<JournalEntry> entries) {
        int shown = Math.min(entries.size(), MOST_ENTRIES_AT_ONCE);
        for (JournalEntry entry : entries.subList(entries.size() - shown, entries.size())) {
            send("journal", JournalJson.describe(entry));
        }
        if (shown < entries.size()) {
            send("journal_skipped", Json.object().put("count", entries.size() - shown));
        }
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
            send("telemetry", telemetry);
        } else if (sinceShown > SIGN_OF_LIFE_NANOS) {
            shownAt = System.nanoTime();
            send(SIGN_OF_LIFE, listener -> true);
        }
    }

    private void send(String name, JsonNode data) {
        String kind = name.startsWith("journal") ? "journal" : name;
        send(event(name, data), listener -> listener.events().contains(kind));
    }

    private void send(byte[] event, Predicate<Listener> to) {
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
