package io.dertwin.runtime.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dertwin.runtime.fault.FaultKind.CommunicationLoss;
import io.dertwin.runtime.fault.FaultKind.CorruptCrc;
import io.dertwin.runtime.fault.FaultKind.Delay;
import io.dertwin.runtime.fault.FaultKind.Derate;
import io.dertwin.runtime.fault.FaultKind.Disconnect;
import io.dertwin.runtime.fault.FaultKind.ExceptionReply;
import io.dertwin.runtime.fault.FaultKind.NoResponse;
import io.dertwin.runtime.fault.FaultKind.Noise;
import io.dertwin.runtime.fault.FaultKind.NotANumber;
import io.dertwin.runtime.fault.FaultKind.Offset;
import io.dertwin.runtime.fault.FaultKind.Refuse;
import io.dertwin.runtime.fault.FaultKind.Scale;
import io.dertwin.runtime.fault.FaultKind.Shift;
import io.dertwin.runtime.fault.FaultKind.Stale;
import io.dertwin.runtime.fault.FaultKind.Stuck;
import io.dertwin.runtime.fault.FaultKind.SwapWords;
import io.dertwin.runtime.fault.FaultKind.Trip;
import io.dertwin.runtime.fault.FaultKind.Truncate;
import io.dertwin.runtime.fault.FaultKind.WriteDelayed;
import io.dertwin.runtime.fault.FaultKind.WriteIgnored;
import io.dertwin.runtime.fault.FaultKind.WriteReverted;
import io.dertwin.runtime.fault.FaultKind.WrongTransactionId;
import io.dertwin.runtime.settings.Durations;
import io.dertwin.runtime.settings.Node;
import io.dertwin.runtime.settings.Settings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** The kinds of fault there are, and how the keys that each has of its own are read and written. */
final class FaultKinds {

    private static final int DEVICE_FAILURE = 4;
    private static final double LONGEST_DELAY_MILLIS = 3_600_000;

    private static final Map<String, Kind<?>> KINDS = kinds();

    private FaultKinds() {}

    /** A kind of fault, its keys read and written in one place. */
    private record Kind<K extends FaultKind>(
            String name, Class<K> type, Function<Settings, K> reader, BiConsumer<K, ObjectNode> writer) {

        void write(FaultKind kind, ObjectNode target) {
            writer.accept(type.cast(kind), target);
        }
    }

    private static Map<String, Kind<?>> kinds() {
        Map<String, Kind<?>> kinds = new LinkedHashMap<>();
        Stream.of(onTheWire(), inValues(), inWrites(), inTheDevice())
                .flatMap(List::stream)
                .forEach(kind -> kinds.put(kind.name(), kind));
        return Collections.unmodifiableMap(kinds);
    }

    private static List<Kind<?>> onTheWire() {
        return List.of(
                kind(
                        "delay",
                        Delay.class,
                        FaultKinds::delay,
                        (delay, target) -> target.put("ms", delay.millis()).put("jitter", delay.jitterMillis())),
                kind(
                        "no_response",
                        NoResponse.class,
                        settings -> new NoResponse(settings.flag("executed", false)),
                        (silence, target) -> target.put("executed", silence.executed())),
                kind(
                        "exception",
                        ExceptionReply.class,
                        settings -> new ExceptionReply(whole(settings, "code", 1, 255, DEVICE_FAILURE)),
                        (exception, target) -> target.put("code", exception.code())),
                kind(
                        "disconnect",
                        Disconnect.class,
                        settings -> new Disconnect(settings.flag("executed", false)),
                        (end, target) -> target.put("executed", end.executed())),
                kind(
                        "refuse",
                        Refuse.class,
                        settings -> new Refuse(whole(settings, "connections", 0, 10_000, 0)),
                        (refusal, target) -> target.put("connections", refusal.connections())),
                kind(
                        "truncate",
                        Truncate.class,
                        settings -> new Truncate(whole(required(settings, "bytes"), "bytes", 0, 260, 0)),
                        (truncation, target) -> target.put("bytes", truncation.bytes())),
                kind("corrupt_crc", CorruptCrc.class, settings -> new CorruptCrc()),
                kind(
                        "wrong_transaction_id",
                        WrongTransactionId.class,
                        settings -> new WrongTransactionId(whole(settings, "shift", -65_535, 65_535, -1)),
                        (wrong, target) -> target.put("shift", wrong.shift())));
    }

    private static List<Kind<?>> inValues() {
        return List.of(
                kind(
                        "stale",
                        Stale.class,
                        settings -> new Stale(duration(settings, "refresh", Double.POSITIVE_INFINITY)),
                        (stale, target) -> FaultWriter.putFinite(target, "refresh", stale.refreshSeconds())),
                kind("stuck", Stuck.class, settings -> new Stuck(value(settings)), FaultKinds::write),
                kind(
                        "offset",
                        Offset.class,
                        settings -> new Offset(settings.number("value").required(0)),
                        (offset, target) -> target.put("value", offset.value())),
                kind(
                        "scale",
                        Scale.class,
                        settings -> new Scale(settings.number("factor").required(1)),
                        (scale, target) -> target.put("factor", scale.factor())),
                kind(
                        "noise",
                        Noise.class,
                        settings -> new Noise(settings.number("std").atLeast(0).required(0)),
                        (noise, target) -> target.put("std", noise.standardDeviation())),
                kind("nan", NotANumber.class, settings -> new NotANumber()),
                kind(
                        "shift",
                        Shift.class,
                        settings -> new Shift(whole(settings, "by", -124, 124, 1)),
                        (shift, target) -> target.put("by", shift.addresses())),
                kind("swap_words", SwapWords.class, settings -> new SwapWords()));
    }

    private static List<Kind<?>> inWrites() {
        return List.of(
                kind("write_ignored", WriteIgnored.class, settings -> new WriteIgnored()),
                kind(
                        "write_delayed",
                        WriteDelayed.class,
                        settings -> new WriteDelayed(duration(required(settings, "delay"), "delay", 1)),
                        (delayed, target) -> target.put("delay", delayed.seconds())),
                kind(
                        "write_reverted",
                        WriteReverted.class,
                        settings -> new WriteReverted(duration(required(settings, "after"), "after", 1)),
                        (reverted, target) -> target.put("after", reverted.seconds())));
    }

    private static List<Kind<?>> inTheDevice() {
        return List.of(
                kind(
                        "trip",
                        Trip.class,
                        settings -> new Trip(whole(required(settings, "code"), "code", 1, 65_535, 1)),
                        (trip, target) -> target.put("code", trip.code())),
                kind(
                        "derate",
                        Derate.class,
                        settings -> new Derate(
                                settings.number("percent").between(0, 100).required(0)),
                        (derate, target) -> target.put("percent", derate.percent())),
                kind("communication_loss", CommunicationLoss.class, settings -> new CommunicationLoss()));
    }

    private static <K extends FaultKind> Kind<K> kind(
            String name, Class<K> type, Function<Settings, K> reader, BiConsumer<K, ObjectNode> writer) {
        return new Kind<>(name, type, reader, writer);
    }

    /** One without keys of its own. */
    private static <K extends FaultKind> Kind<K> kind(String name, Class<K> type, Function<Settings, K> reader) {
        return new Kind<>(name, type, reader, (kind, target) -> {});
    }

    static List<String> names() {
        return List.copyOf(KINDS.keySet());
    }

    static FaultKind read(String name, Settings settings) {
        return KINDS.get(name).reader().apply(settings);
    }

    /** Writes the keys that a kind has of its own. */
    static void write(FaultKind kind, ObjectNode target) {
        KINDS.get(kind.name()).write(kind, target);
    }

    /** Whether a fault of this kind must say which registers it is about, lest it hit values of all units alike. */
    static boolean needsRegisters(FaultKind kind) {
        return kind instanceof Stuck || kind instanceof Offset || kind instanceof Scale || kind instanceof Noise;
    }

    private static Delay delay(Settings settings) {
        double millis = settings.number("ms").between(0, LONGEST_DELAY_MILLIS).required(0);
        double jitter =
                settings.number("jitter").between(0, LONGEST_DELAY_MILLIS).orElse(0.0);
        return new Delay(millis, jitter);
    }

    private static Optional<Object> value(Settings settings) {
        Optional<Node> node = settings.value("value");
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (node.get() instanceof Node.Scalar scalar && scalar.value() instanceof String text) {
            return FaultReader.isShort(settings, "value", text) ? Optional.of(text) : Optional.empty();
        }
        return Optional.of(settings.number("value").orElse(0.0));
    }

    private static void write(Stuck stuck, ObjectNode target) {
        stuck.value().ifPresent(value -> {
            if (value instanceof Number number) {
                target.put("value", number.doubleValue());
            } else {
                target.put("value", String.valueOf(value));
            }
        });
    }

    private static int whole(Settings settings, String key, int low, int high, int fallback) {
        return settings.number(key).whole().between(low, high).orElse(fallback);
    }

    private static double duration(Settings settings, String key, double fallback) {
        double seconds = Durations.read(settings, key).map(Durations::seconds).orElse(fallback);
        if (seconds <= 0) {
            settings.reject(key, "must be longer than 0");
        }
        return seconds;
    }

    private static Settings required(Settings settings, String key) {
        if (!settings.has(key)) {
            settings.reject(key, "is missing");
        }
        return settings;
    }
}
