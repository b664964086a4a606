package io.dertwin.runtime.recording;

import io.dertwin.runtime.engine.Engine;
import io.dertwin.runtime.engine.Frames;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Keeps the values of a whole site at an interval of simulated time, the latest in a bounded amount of memory. Recording is
 * done between two ticks; whoever reads holds nobody up.
 *
 * <pre>{@code
 * Recording recording = new Recording(engine, 1, 16 << 20);
 * Series soc = recording.read(new int[] {place}, 0, 3600, 60);
 * }</pre>
 */
public final class Recording implements Engine.Observer {

    /** How much memory a recording takes at most, unless it is told otherwise. */
    public static final long USUAL_CAPACITY_BYTES = 16 << 20;

    private static final int MOST_ROWS_PER_CHUNK = 256;
    private static final int LEAST_ROWS_PER_CHUNK = 8;
    private static final int OPEN_NUMBERS = 1 << 17;
    private static final double TOLERANCE = 1e-6;

    private final Frames frames;
    private final long capacityBytes;
    private final int width;
    private final int rowsPerChunk;
    private final double[] frame;

    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private long bytes;
    private double[] open = new double[0];
    private int openRows;
    private double interval;

    private volatile double nextTime = Double.NEGATIVE_INFINITY;
    private double seenTime = Double.NEGATIVE_INFINITY;

    /** Begins to record. */
    public Recording(Engine engine, double intervalSeconds, long capacityBytes) {
        this.frames = engine.frames();
        this.capacityBytes = capacityBytes;
        this.frame = new double[frames.size()];
        this.width = 1 + frame.length;
        this.rowsPerChunk = Math.max(LEAST_ROWS_PER_CHUNK, Math.min(MOST_ROWS_PER_CHUNK, OPEN_NUMBERS / width));
        this.interval = intervalSeconds;
        engine.observe(this);
    }

    /** Simulated seconds between two samples. */
    public synchronized double interval() {
        return interval;
    }

    /** Records at another interval from the next tick on. */
    public synchronized void every(double intervalSeconds) {
        if (!(intervalSeconds > 0)) {
            throw new IllegalArgumentException("the interval must be longer than nothing, but is " + intervalSeconds);
        }
        interval = intervalSeconds;
        nextTime = Double.NEGATIVE_INFINITY;
    }

    @Override
    public void published(double time) {
        boolean jumpedBack = time <= seenTime;
        seenTime = time;
        if (jumpedBack) {
            forgetFrom(time);
        }
        if (jumpedBack || time >= nextTime - TOLERANCE) {
            sample(time);
        }
    }

    private synchronized void sample(double time) {
        frames.read(0, frame.length, frame);
        append(time);
        nextTime = time + interval;
    }

    private void append(double now) {
        if (openRows == rowsPerChunk) {
            seal();
        }
        if (open.length == 0) {
            open = new double[rowsPerChunk * width];
        }
        open[openRows * width] = now;
        System.arraycopy(frame, 0, open, openRows * width + 1, frame.length);
        openRows++;
    }

    private void seal() {
        if (openRows == 0) {
            return;
        }
        Chunk sealed = new Chunk(open, openRows, width);
        chunks.addLast(sealed);
        bytes += sealed.bytes();
        openRows = 0;
        while (bytes > capacityBytes && chunks.size() > 1) {
            bytes -= chunks.removeFirst().bytes();
        }
    }

    /** The site has gone back to a time: what was recorded from then on has not happened. */
    private synchronized void forgetFrom(double time) {
        seal();
        open = new double[0];
        while (!chunks.isEmpty() && chunks.getLast().time(0) >= time - TOLERANCE) {
            bytes -= chunks.removeLast().bytes();
        }
        if (chunks.isEmpty() || chunks.getLast().time(chunks.getLast().size() - 1) < time - TOLERANCE) {
            return;
        }
        Chunk last = chunks.removeLast();
        bytes -= last.bytes();
        open = new double[rowsPerChunk * width];
        while (last.time(openRows) < time - TOLERANCE) {
            open[openRows * width] = last.time(openRows);
            for (int place = 0; place < frame.length; place++) {
                open[openRows * width + 1 + place] = last.value(openRows, place);
            }
            openRows++;
        }
    }

    /** Forgets everything up to now. */
    public synchronized void clear() {
        chunks.clear();
        bytes = 0;
        open = new double[0];
        openRows = 0;
    }

    /**
     * Values of the past.
     *
     * @param places where they stand in a frame
     * @param from simulated time from which on
     * @param to simulated time up to which, included
     * @param every simulated seconds that at least lie between two samples; 0 for all there are
     */
    public Series read(int[] places, double from, double to, double every) {
        List<Chunk> all = all();
        List<int[]> rows = new ArrayList<>();
        double next = from;
        for (int chunk = 0; chunk < all.size(); chunk++) {
            for (int row = 0; row < all.get(chunk).size(); row++) {
                double time = all.get(chunk).time(row);
                if (time >= next - TOLERANCE && time <= to + TOLERANCE) {
                    rows.add(new int[] {chunk, row});
                    next = every > 0 ? time + every : from;
                }
            }
        }
        return series(all, rows, places);
    }

    /** A copy to read at leisure; chunks do not change. */
    private synchronized List<Chunk> all() {
        List<Chunk> all = new ArrayList<>(chunks);
        if (openRows > 0) {
            all.add(new Chunk(open, openRows, width));
        }
        return all;
    }

    private static Series series(List<Chunk> chunks, List<int[]> rows, int[] places) {
        double[] times = new double[rows.size()];
        double[][] values = new double[places.length][rows.size()];
        for (int i = 0; i < times.length; i++) {
            Chunk chunk = chunks.get(rows.get(i)[0]);
            int row = rows.get(i)[1];
            times[i] = chunk.time(row);
            for (int j = 0; j < places.length; j++) {
                values[j][i] = chunk.value(row, places[j]);
            }
        }
        return new Series(times, values);
    }
}
