package io.dertwin.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a device has reported so far, in as many answers as it takes. */
record HttpHistory(ControlChannel channel, String device) {

    TelemetrySeries read(HistoryQuery query) {
        try {
            return answer(query);
        } catch (TooMuchException e) {
            List<String> points = query.points().isEmpty() ? allPoints() : query.points();
            if (points.size() == 1) {
                throw e;
            }
            return inTwoParts(query, points);
        }
    }

    private TelemetrySeries answer(HistoryQuery query) {
        StringJoiner parameters = new StringJoiner("&");
        if (!query.points().isEmpty()) {
            parameters.add("points=" + ControlChannel.encoded(String.join(",", query.points())));
        }
        query.from().ifPresent(seconds -> parameters.add("from=" + seconds));
        query.to().ifPresent(seconds -> parameters.add("to=" + seconds));
        query.every().ifPresent(interval -> parameters.add("every=" + interval));
        return series(channel.get("/api/v1/telemetry/" + ControlChannel.encoded(device) + "?" + parameters));
    }

    private List<String> allPoints() {
        List<String> points = new ArrayList<>();
        channel.get(HttpDevice.path(device)).path("telemetry").fieldNames().forEachRemaining(points::add);
        return points;
    }

    /** Half of the points first, then the others at the same times. */
    private TelemetrySeries inTwoParts(HistoryQuery query, List<String> points) {
        int half = points.size() / 2;
        TelemetrySeries first = read(query.points(names(points.subList(0, half))));
        double[] times = first.times();
        HistoryQuery others = query.points(names(points.subList(half, points.size())));
        TelemetrySeries second =
                read(times.length == 0 ? others : others.from(times[0]).to(times[times.length - 1]));
        if (!Arrays.equals(times, second.times())) {
            throw new DerTwinException(
                    "the history of '" + device + "' has changed while it was read, for it is long: stop"
                            + " the clock meanwhile, or ask for fewer points or a part of the time");
        }
        Map<String, double[]> values = new LinkedHashMap<>();
        Stream.of(first, second).forEach(part -> part.points().forEach(point -> values.put(point, part.values(point))));
        return new TelemetrySeries(times, values);
    }

    private static String[] names(List<String> points) {
        return points.toArray(String[]::new);
    }

    /** Values over time, as an answer has them. */
    static TelemetrySeries series(JsonNode json) {
        Map<String, double[]> values = new LinkedHashMap<>();
        json.path("points").properties().forEach(point -> values.put(point.getKey(), numbers(point.getValue())));
        return new TelemetrySeries(numbers(json.path("time")), values);
    }

    private static double[] numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(HttpDevice::number)
                .toArray();
    }
}
