package io.dertwin.runtime.fault;

import io.dertwin.runtime.fault.FaultKind.InTheDevice;
import io.dertwin.runtime.settings.Documents;
import io.dertwin.runtime.settings.Durations;
import io.dertwin.runtime.settings.Node;
import io.dertwin.runtime.settings.Problems;
import io.dertwin.runtime.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads faults as users write them.
 *
 * <pre>{@code
 * {"kind": "delay", "device": "meter", "ms": 800, "functions": [3, 4], "duration": "PT30S"}
 * }</pre>
 */
public final class FaultReader {

    private static final String ID = "[a-z0-9][a-z0-9-]{0,99}";
    private static final double MOST_REQUESTS = 1e12;
    private static final double FOREVER = Double.POSITIVE_INFINITY;

    /** Every request is held against each of them. */
    private static final int MOST_REGISTERS = 100;

    private static final int LONGEST_NAME = 100;

    /** A text register has no more: a request reads 125 words. */
    private static final int LONGEST_TEXT = 250;

    private final Settings settings;

    private FaultReader(Settings settings) {
        this.settings = settings;
    }

    /** Reads a fault, reporting what is wrong with it; empty if it is too wrong to make one. */
    public static Optional<Fault> read(Settings settings) {
        String device = settings.requiredText("device", "");
        return read(settings, device);
    }

    /** Reads what {@link FaultWriter} has written. */
    static Fault readBack(String json) {
        Problems problems = new Problems();
        Node node = Documents.read("fault.json", json.getBytes(StandardCharsets.UTF_8));
        Optional<Fault> fault = read(Settings.of("fault", node, problems));
        problems.throwIfAny();
        return fault.orElseThrow(() -> new IllegalArgumentException("there is no fault in " + json));
    }

    /** Reads a fault of a device that is known without its saying. */
    static Optional<Fault> read(Settings settings, String device) {
        return new FaultReader(settings).fault(device);
    }

    private Optional<Fault> fault(String device) {
        Optional<String> name = settings.requiredChoice("kind", FaultKinds.names());
        if (name.isEmpty()) {
            settings.ignore();
            return Optional.empty();
        }
        FaultKind kind = FaultKinds.read(name.get(), settings);
        return Optional.of(new Fault(id(), device, kind, scope(kind), timing(kind)));
    }

    private String id() {
        Optional<String> id = settings.text("id");
        if (id.isPresent() && !id.get().matches(ID)) {
            settings.reject(
                    "id", "must be of at most 100 lower-case letters, digits and '-', but is \"" + id.get() + "\"");
        }
        return id.orElse("");
    }

    private FaultScope scope(FaultKind kind) {
        if (kind instanceof InTheDevice) {
            return new FaultScope(
                    kind instanceof FaultKind.CommunicationLoss ? binding() : Optional.empty(),
                    Set.of(),
                    List.of(),
                    -1,
                    Integer.MAX_VALUE,
                    Long.MAX_VALUE);
        }
        return new FaultScope(
                binding(),
                functions(),
                registers(kind),
                settings.number("quantity_above").whole().between(0, 2000).orElse(-1),
                settings.number("quantity_below").whole().between(1, 2000).orElse(Integer.MAX_VALUE),
                settings.number("first_requests")
                        .whole()
                        .atLeast(1)
                        .atMost(MOST_REQUESTS)
                        .orElse(Long.MAX_VALUE));
    }

    private Optional<String> binding() {
        return settings.text("binding").filter(text -> isShort(settings, "binding", text));
    }

    /** Whether a text is short enough to be kept, and held against every request; if not, that is reported. */
    static boolean isShort(Settings settings, String key, String text) {
        return isShort(settings, key, text, LONGEST_TEXT);
    }

    private static boolean isShort(Settings settings, String key, String text, int longest) {
        if (text.length() > longest) {
            settings.reject(key, "must be of at most " + longest + " characters, but has " + text.length());
        }
        return text.length() <= longest;
    }

    private Set<Integer> functions() {
        Set<Integer> functions = new TreeSet<>();
        for (Object item : list("functions")) {
            if (item instanceof Number number
                    && number.doubleValue() == number.intValue()
                    && number.intValue() >= 1
                    && number.intValue() <= 127) {
                functions.add(number.intValue());
            } else {
                settings.reject("functions", "must be function codes from 1 to 127, but has " + item);
            }
        }
        return functions;
    }

    private List<RegisterSelector> registers(FaultKind kind) {
        if (settings.has("register") && settings.has("registers")) {
            settings.reject("must have at most one of \"register\" and \"registers\"");
        }
        String key = settings.has("register") ? "register" : "registers";
        List<Object> items = list(key);
        if (items.size() > MOST_REGISTERS) {
            settings.reject(
                    key,
                    "must be at most " + MOST_REGISTERS + " names or addresses, but has " + items.size()
                            + ": a name with * or a range of addresses stands for many");
            return List.of();
        }
        if (items.isEmpty() && FaultKinds.needsRegisters(kind)) {
            settings.reject("needs a \"register\", by name or address: " + kind.name() + " is about certain values");
        }
        Set<RegisterSelector> registers = new LinkedHashSet<>();
        items.forEach(item -> selector(key, String.valueOf(item)).ifPresent(registers::add));
        return List.copyOf(registers);
    }

    private Optional<RegisterSelector> selector(String key, String text) {
        if (!isShort(settings, key, text, LONGEST_NAME)) {
            return Optional.empty();
        }
        try {
            return Optional.of(RegisterSelector.of(text));
        } catch (IllegalArgumentException e) {
            settings.reject(key, e.getMessage());
            return Optional.empty();
        }
    }

    private FaultTiming timing(FaultKind kind) {
        if (settings.has("in") && settings.has("at")) {
            settings.reject("must have at most one of \"in\", from now, and \"at\", in simulated seconds");
        }
        boolean fromNow = !settings.has("at");
        double start =
                fromNow ? seconds("in", 0) : Durations.time(settings, "at").orElse(0.0);
        double duration = seconds("duration", FOREVER);
        if (kind instanceof InTheDevice) {
            return new FaultTiming(start, fromNow, duration, FOREVER, 1, Long.MAX_VALUE, 0, 1);
        }
        double every = seconds("every", FOREVER);
        if (every <= duration && Double.isFinite(every)) {
            settings.reject("every", "must be longer than the duration, after which the fault pauses");
        }
        return new FaultTiming(
                start,
                fromNow,
                duration,
                every,
                settings.number("probability").between(0, 1).orElse(1.0),
                settings.number("count")
                        .whole()
                        .atLeast(1)
                        .atMost(MOST_REQUESTS)
                        .orElse(Long.MAX_VALUE),
                settings.number("skip").whole().atLeast(0).atMost(MOST_REQUESTS).orElse(0L),
                settings.number("burst").whole().between(1, 1_000_000).orElse(1));
    }

    private double seconds(String key, double fallback) {
        return Durations.read(settings, key).map(Durations::seconds).orElse(fallback);
    }

    /** One value or a list of them, of texts and numbers. */
    private List<Object> list(String key) {
        List<Object> values = new ArrayList<>();
        Optional<Node> node = settings.value(key);
        if (node.isEmpty()) {
            return values;
        }
        List<Node> items = node.get() instanceof Node.Sequence sequence ? sequence.items() : List.of(node.get());
        for (Node item : items) {
            if (item instanceof Node.Scalar scalar
                    && (scalar.value() instanceof String || scalar.value() instanceof Number)) {
                values.add(scalar.value());
            } else {
                settings.reject(key, "must be a list of names or numbers, but has " + item.kind());
            }
        }
        return values;
    }
}
