package io.dertwin.client;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a device reported over time, or will report.
 *
 * <pre>{@code
 * TelemetrySeries history = site.device("bess-1").history(HistoryQuery.all().points("system_soc"));
 * assertThat(history.max("system_soc")).isLessThan(90);
 * }</pre>
 */
public final class TelemetrySeries {

    private final double[] times;
    private final Map<String, double[]> values;

    /**
     * @param times simulated seconds, ascending
     * @param values for each point as many values as there are times; NaN where there is none
     */
    public TelemetrySeries(double[] times, Map<String, double[]> values) {
        this.times = times.clone();
        Map<String, double[]> copies = new LinkedHashMap<>();
        values.forEach((point, series) -> copies.put(point, series.clone()));
        this.values = Collections.unmodifiableMap(copies);
    }

    /** How many samples there are. */
    public int size() {
        return times.length;
    }

    /** The points there are values of. */
    public Set<String> points() {
        return values.keySet();
    }

    /** Simulated seconds of every sample. */
    public double[] times() {
        return times.clone();
    }

    /**
     * The values of a point, one for every time.
     *
     * @throws DerTwinException if there are none of it
     */
    public double[] values(String point) {
        return of(point).clone();
    }

    /** The least value of a point; NaN if there is none. */
    public double min(String point) {
        return Arrays.stream(of(point))
                .filter(value -> !Double.isNaN(value))
                .min()
                .orElse(Double.NaN);
    }

    /** The greatest value of a point; NaN if there is none. */
    public double max(String point) {
        return Arrays.stream(of(point))
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(Double.NaN);
    }

    /** The latest value of a point; NaN if there is none. */
    public double last(String point) {
        return times.length == 0 ? Double.NaN : of(point)[times.length - 1];
    }

    /** A line for each time, below one that names the points; what is no number leaves its field empty. */
    public String toCsv() {
        StringBuilder text = new StringBuilder("time");
        values.keySet().forEach(point -> text.append(',').append(point));
        text.append('\n');
        for (int i = 0; i < times.length; i++) {
            text.append(times[i]);
            for (double[] series : values.values()) {
                text.append(',').append(Double.isNaN(series[i]) ? "" : String.valueOf(series[i]));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private double[] of(String point) {
        double[] series = values.get(point);
        if (series == null) {
            throw new DerTwinException(
                    "there are no values of '" + point + "', only of " + String.join(", ", points()));
        }
        return series;
    }
}
