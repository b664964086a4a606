package io.dertwin.runtime.fault;

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
import java.util.function.Function;

/** The kinds of fault there are, and the keys that each has of its own. */
final class FaultKinds {

    private static final int DEVICE_FAILURE = 4;
    private static final double LONGEST_DELAY_MILLIS = 3_600_000;

    private static final Map<String, Function<Settings, FaultKind>> READERS = readers();

    private FaultKinds() {}

    private static Map<String, Function<Settings, FaultKind>> readers() {
        Map<String, Function<Settings, FaultKind>> readers = new LinkedHashMap<>();
        onTheWire(readers);
        inValues(readers);
        inWrites(readers);
        inTheDevice(readers);
        return Collections.unmodifiableMap(readers);
    }

    private static void onTheWire(Map<String, Function<Settings, FaultKind>> readers) {
        readers.put("delay", FaultKinds::delay);
        readers.put("no_response", settings -> new NoResponse(settings.flag("executed", false)));
        readers.put("exception", settings -> new ExceptionReply(whole(settings, "code", 1, 255, DEVICE_FAILURE)));
        readers.put("disconnect", settings -> new Disconnect(settings.flag("executed", false)));
        readers.put("refuse", settings -> new Refuse(whole(settings, "connections", 0, 10_000, 0)));
        readers.put("truncate", settings -> new Truncate(whole(required(settings, "bytes"), "bytes", 0, 260, 0)));
        readers.put("corrupt_crc", settings -> new CorruptCrc());
        readers.put(
                "wrong_transaction_id",
                settings -> new WrongTransactionId(whole(settings, "shift", -65_535, 65_535, -1)));
    }

    private static void inValues(Map<String, Function<Settings, FaultKind>> readers) {
        readers.put("stale", settings -> new Stale(duration(settings, "refresh", Double.POSITIVE_INFINITY)));
        readers.put("stuck", settings -> new Stuck(value(settings)));
        readers.put("offset", settings -> new Offset(settings.number("value").required(0)));
        readers.put("scale", settings -> new Scale(settings.number("factor").required(1)));
        readers.put(
                "noise", settings -> new Noise(settings.number("std").atLeast(0).required(0)));
        readers.put("nan", settings -> new NotANumber());
        readers.put("shift", settings -> new Shift(whole(settings, "by", -124, 124, 1)));
        readers.put("swap_words", settings -> new SwapWords());
    }

    private static void inWrites(Map<String, Function<Settings, FaultKind>> readers) {
        readers.put("write_ignored", settings -> new WriteIgnored());
        readers.put("write_delayed", settings -> new WriteDelayed(duration(required(settings, "delay"), "delay", 1)));
        readers.put("write_reverted", settings -> new WriteReverted(duration(required(settings, "after"), "after", 1)));
    }

    private static void inTheDevice(Map<String, Function<Settings, FaultKind>> readers) {
        readers.put("trip", settings -> new Trip(whole(required(settings, "code"), "code", 1, 65_535, 1)));
        readers.put(
                "derate",
                settings ->
                        new Derate(settings.number("percent").between(0, 100).required(0)));
        readers.put("communication_loss", settings -> new CommunicationLoss());
    }

    static List<String> names() {
        return List.copyOf(READERS.keySet());
    }

    static FaultKind read(String name, Settings settings) {
        return READERS.get(name).apply(settings);
    }

    /** Whether a fault of this kind must say which registers it is about, lest it hit values of all units alike. */
    static boolean needsRegisters(FaultKind kind) {
        return kind instanceof Stuck || kind instanceof Offset || kind instanceof Scale || kind instanceof Noise;
    }

    private static FaultKind delay(Settings settings) {
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
            return Optional.of(text);
        }
        return Optional.of(settings.number("value").orElse(0.0));
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
