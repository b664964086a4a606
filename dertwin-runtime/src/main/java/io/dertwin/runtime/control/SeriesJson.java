package io.dertwin.runtime.control;

import com.fasterxml.jackson.core.JsonGenerator;
import io.dertwin.runtime.device.Point;
import io.dertwin.runtime.engine.PlantDevice;
import io.dertwin.runtime.recording.Series;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;

/** Values over time, as JSON or as CSV. */
final class SeriesJson {

    private SeriesJson() {}

    /** Values of a device, a list for each point, all as long as the list of times. */
    static byte[] json(PlantDevice device, List<String> points, Series series) {
        return json(device, points, series, OptionalDouble.empty());
    }

    /** As above, with the interval at which they were recorded. */
    static byte[] json(PlantDevice device, List<String> points, Series series, OptionalDouble interval) {
        return Json.bytes((JsonGenerator json) -> {
            json.writeStartObject();
            json.writeStringField("device", device.id());
            write(json, "time", series.times());
            json.writeObjectFieldStart("points");
            for (int i = 0; i < points.size(); i++) {
                write(json, points.get(i), series.values()[i]);
            }
            json.writeEndObject();
            json.writeObjectFieldStart("units");
            for (Point point : device.type().points()) {
                if (points.contains(point.name()) && !point.unit().isEmpty()) {
                    json.writeStringField(point.name(), point.unit());
                }
            }
            json.writeEndObject();
            if (interval.isPresent()) {
                json.writeNumberField("interval", interval.getAsDouble());
            }
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, String name, double[] values) throws IOException {
        json.writeArrayFieldStart(name);
        for (double value : values) {
            if (Double.isFinite(value)) {
                json.writeNumber(value);
            } else {
                json.writeNull();
            }
        }
        json.writeEndArray();
    }

    /** A line for each time, below one that names the points; what is no number leaves its field empty. */
    static String csv(List<String> points, Series series) {
        StringBuilder text = new StringBuilder("time");
        points.forEach(point -> text.append(',').append(point));
        text.append('\n');
        for (int i = 0; i < series.times().length; i++) {
            text.append(series.times()[i]);
            for (double[] values : series.values()) {
                text.append(',');
                if (Double.isFinite(values[i])) {
                    text.append(values[i]);
                }
            }
            text.append('\n');
        }
        return text.toString();
    }
}
