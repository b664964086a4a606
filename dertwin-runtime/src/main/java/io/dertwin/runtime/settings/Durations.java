package io.dertwin.runtime.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Durations as users write them: {@code "PT20M"}, or a number of seconds; and simulated times. */
public final class Durations {

    private static final double LONGEST_SECONDS = 1e10;
    private static final Duration LONGEST_IN_NANOS = Duration.ofNanos(Long.MAX_VALUE);

    /** Some 30 000 years; up to there a double tells milliseconds apart. */
    private static final double FURTHEST_SECONDS = 1e12;

    private Durations() {}

    /** The duration under a key; empty if the key is absent or what it has is none, which is reported. */
    public static Optional<Duration> read(Settings settings, String key) {
        Optional<Node> value = settings.value(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> duration = parse(value.get());
        if (duration.isEmpty()) {
            settings.reject(
                    key,
                    "must be a duration like \"PT20M\" or a number of seconds, not negative, but is "
                            + value.get().kind());
        }
        return duration;
    }

    private static Optional<Duration> parse(Node node) {
        if (!(node instanceof Node.Scalar scalar)) {
            return Optional.empty();
        }
        if (scalar.value() instanceof Number number) {
            return ofSeconds(number.doubleValue());
        }
        return scalar.value() instanceof String text ? ofText(text) : Optional.empty();
    }

    private static Optional<Duration> ofText(String text) {
        try {
            return Optional.of(Duration.parse(text)).filter(Durations::isSensible);
        } catch (DateTimeParseException | ArithmeticException e) {
            return text.matches("\\d+(\\.\\d+)?") ? ofSeconds(Double.parseDouble(text)) : Optional.empty();
        }
    }

    private static Optional<Duration> ofSeconds(double seconds) {
        if (!(seconds >= 0 && seconds <= LONGEST_SECONDS)) {
            return Optional.empty();
        }
        long whole = (long) seconds;
        return Optional.of(Duration.ofSeconds(whole, Math.round((seconds - whole) * 1e9)));
    }

    private static boolean isSensible(Duration duration) {
        return !duration.isNegative() && duration.getSeconds() <= LONGEST_SECONDS;
    }

    /** The simulated time under a key, in seconds since midnight of the first day. */
    public static NumberSetting time(Settings settings, String key) {
        return settings.number(key).between(-FURTHEST_SECONDS, FURTHEST_SECONDS);
    }

    public static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }

    /** To measure a time of waiting by: of what is longer than nanoseconds can count, 292 years, as many as they can. */
    public static long nanos(Duration duration) {
        return duration.compareTo(LONGEST_IN_NANOS) < 0 ? duration.toNanos() : Long.MAX_VALUE;
    }
}
