package io.dertwin.runtime.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dertwin.runtime.device.Point;
import io.dertwin.runtime.engine.PlantDevice;
import io.dertwin.runtime.recording.Series;
import java.util.List;

/** Values over time, as JSON or as CSV. */
final class SeriesJson {

    private SeriesJson() {}

    /** Values of a device, a list for each point, all as long as the list of times. */
    static ObjectNode describe(PlantDevice device, List<String> points, Series series) {
        ObjectNode description = Json.object().put("device", device.id());
        description.set("time", numbers(series.times()));
        ObjectNode values = description.putObject("points");
        for (int i = 0; i < points.size(); i++) {
            values.set(points.get(i), numbers(series.values()[i]));
        }
        ObjectNode units = description.putObject("units");
        for (Point point : device.type().points()) {
            if (points.contains(point.name()) && !point.unit().isEmpty()) {
                units.put(point.name(), point.unit());
            }
        }
        return description;
    }

    private static ArrayNode numbers(double[] values) {
        ArrayNode numbers = Json.array();
        for (double value : values) {
            if (Double.isFinite(value)) {
                numbers.add(value);
            } else {
                numbers.addNull();
            }
        }
        return numbers;
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
