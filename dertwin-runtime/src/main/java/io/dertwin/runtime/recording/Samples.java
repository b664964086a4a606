package io.dertwin.runtime.recording;

import io.dertwin.runtime.engine.Engine;
import io.dertwin.runtime.engine.Frames;
import java.util.Arrays;

/**
 * Keeps some values of a site at an interval of simulated time, and nothing else: for a time that is known to end, where a
 * {@link Recording} keeps all that may be asked for later. For the thread that computes the ticks.
 *
 * <pre>{@code
 * Samples samples = new Samples(engine.frames(), new int[] {place}, 900);
 * engine.observe(samples);
 * engine.advance(86_400, () -> false);
 * Series day = samples.series();
 * }</pre>
 */
public final class Samples implements Engine.Observer {

    private static final int FIRST_ROOM = 64;
    private static final double TOLERANCE = 1e-6;

    private final Frames frames;
    private final int[] places;
    private final double interval;

    private double[] times = new double[FIRST_ROOM];
    private double[][] values;
    private int count;

    /** Of the values at {@code places} in a frame, as often as every {@code intervalSeconds}. */
    public Samples(Frames frames, int[] places, double intervalSeconds) {
        this.frames = frames;
        this.places = places.clone();
        this.interval = intervalSeconds;
        this.values = new double[places.length][FIRST_ROOM];
    }

    @Override
    public void published(double time) {
        if (count > 0 && time < times[count - 1] + interval - TOLERANCE) {
            return;
        }
        if (count == times.length) {
            makeRoom();
        }
        times[count] = time;
        for (int i = 0; i < places.length; i++) {
            values[i][count] = frames.read(places[i]);
        }
        count++;
    }

    private void makeRoom() {
        times = Arrays.copyOf(times, 2 * count);
        for (int i = 0; i < values.length; i++) {
            values[i] = Arrays.copyOf(values[i], 2 * count);
        }
    }

    /** What has been kept so far. */
    public Series series() {
        double[][] kept = new double[values.length][];
        for (int i = 0; i < values.length; i++) {
            kept[i] = Arrays.copyOf(values[i], count);
        }
        return new Series(Arrays.copyOf(times, count), kept);
    }
}
