package io.dertwin.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Which part of a device's history is wanted.
 *
 * <pre>{@code
 * site.device("bess-1").history(HistoryQuery.all().points("system_soc").every(Duration.ofMinutes(1)));
 * }</pre>
 *
 * @param points the points wanted; empty for all
 * @param from simulated time from which on
 * @param to simulated time up to which, included
 * @param every simulated time that at least lies between two samples
 */
public record HistoryQuery(List<String> points, OptionalDouble from, OptionalDouble to, Optional<Duration> every) {

    /** All that is kept. */
    public static HistoryQuery all() {
        return new HistoryQuery(List.of(), OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty());
    }

    /** Only these points, each once. */
    public HistoryQuery points(String... names) {
        return new HistoryQuery(Stream.of(names).distinct().toList(), from, to, every);
    }

    /** Only from this simulated time on. */
    public HistoryQuery from(double simulatedSeconds) {
        return new HistoryQuery(points, OptionalDouble.of(simulatedSeconds), to, every);
    }

    /** Only up to this simulated time, included. */
    public HistoryQuery to(double simulatedSeconds) {
        return new HistoryQuery(points, from, OptionalDouble.of(simulatedSeconds), every);
    }

    /** Only one sample in so much simulated time. */
    public HistoryQuery every(Duration interval) {
        return new HistoryQuery(points, from, to, Optional.of(interval));
    }
}
