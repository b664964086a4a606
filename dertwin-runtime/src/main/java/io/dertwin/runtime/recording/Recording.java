package io.dertwin.runtime.recording;

import io.dertwin.runtime.engine.Engine;
import io.dertwin.runtime.engine.Frames;
import io.dertwin.runtime.engine.PlantDevice;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Keeps the values of a whole site at an interval of simulated time, and what its devices were told: the latest in a bounded
 * amount of memory, and what was before that in outline, in a quarter more. Recording is done between two ticks; whoever reads holds nobody up.
 *
 * <pre>{@code
 * Recording recording = new Recording(engine, 1, 32 << 20);
 * Series soc = recording.read(new int[] {place}, 0, 3600, 60);
 * }</pre>
 */
public final class Recording implements Engine.Observer {

    private static final long MOST_USUAL_BYTES = 32 << 20;
    private static final int USUAL_SHARE_OF_MEMORY = 4;

    /** Times that are no further apart are the same. */
    static final double TOLERANCE = 1e-6;

    private static final int MOST_ROWS_PER_CHUNK = 256;
    private static final int LEAST_ROWS_PER_CHUNK = 8;
    private static final int OPEN_NUMBERS = 1 << 17;
    private static final int SHARE_OF_OUTLINE = 4;

    private final Frames frames;
    private final List<PlantDevice> devices;
    private final long capacityBytes;
    private final int width;
    private final int rowsPerChunk;
    private final double[] frame;

    /** Of what had to go. */
    private final Outline outline;

    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private long bytes;
    private final double[] open;
    private int openRows;
    private double interval;

    private volatile double nextTime = Double.NEGATIVE_INFINITY;
    private double seenTime = Double.NEGATIVE_INFINITY;

    /** Begins to record. */
    public Recording(Engine engine, double intervalSeconds, long capacityBytes) {
        this.frames = engine.frames();
        this.capacityBytes = capacityBytes;
        this.devices = engine.plant().devices();
        this.frame = new double[frames.size() + commands(devices)];
        this.width = 1 + frame.length;
        this.rowsPerChunk = Math.max(LEAST_ROWS_PER_CHUNK, Math.min(MOST_ROWS_PER_CHUNK, OPEN_NUMBERS / width));
        this.open = new double[rowsPerChunk * width];
        this.outline = new Outline(width, rowsPerChunk, capacityBytes / SHARE_OF_OUTLINE);
        this.interval = intervalSeconds;
        engine.observe(this);
    }

    private static int commands(List<PlantDevice> devices) {
        return devices.stream()
                .mapToInt(device -> device.type().commands().size())
                .sum();
    }

    /** How much memory a recording takes at most, unless it is told otherwise: 32 MB, or a quarter of a small heap. */
    public static long usualCapacityBytes() {
        return Math.min(MOST_USUAL_BYTES, Runtime.getRuntime().maxMemory() / USUAL_SHARE_OF_MEMORY);
    }

    /** Where it keeps what a device was told, as {@link #read} wants to know: of its first command, the others follow. */
    public int commandPlace(PlantDevice device) {
        return frames.size() + commands(devices.subList(0, devices.indexOf(device)));
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
        frames.read(0, frames.size(), frame);
        int place = frames.size();
        for (int i = 0; i < devices.size(); i++) {
            devices.get(i).commands().written(frame, place);
            place += devices.get(i).type().commands().size();
        }
        append(time);
        nextTime = time + interval;
    }

    private void append(double now) {
        if (openRows == rowsPerChunk) {
            seal();
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
            Chunk oldest = chunks.removeFirst();
            bytes -= oldest.bytes();
            outline.add(oldest);
        }
    }

    /** The site has gone back to a time: what was recorded from then on has not happened. */
    private synchronized void forgetFrom(double time) {
        seal();
        double end = time - TOLERANCE;
        outline.forgetFrom(end);
        while (!chunks.isEmpty() && chunks.getLast().end() >= end) {
            Chunk last = chunks.removeLast();
            bytes -= last.bytes();
            openRows = last.before(end);
            last.unpack(openRows, open);
        }
    }

    /** Forgets everything up to now. */
    public synchronized void clear() {
        outline.clear();
        chunks.clear();
        bytes = 0;
        openRows = 0;
    }

    /** How many samples {@link #read} would find, without reading them. */
    public long samples(double from, double to, double every) {
        return Rows.count(all(), from, to, every);
    }

    /**
     * Values of the past.
     *
     * @param places where they stand in a frame, or {@link #commandPlace}
     * @param from simulated time from which on
     * @param to simulated time up to which, included
     * @param every simulated seconds that at least lie between two samples; 0 for all there are
     */
    public Series read(int[] places, double from, double to, double every) {
        return series(Rows.between(all(), from, to, every), places);
    }

    /**
     * Values of the past, no more than there is room for: of so many samples in a row the least and the greatest, in the
     * order in which they came. So no peak is lost, however long the time; and what is no longer there in full is there in
     * outline.
     *
     * @param most how many samples at most, at least 2
     */
    public Series thinned(int[] places, double from, double to, int most) {
        Rows rows = Rows.between(everything(), from, to, 0);
        if (rows.size() <= most) {
            return series(rows, places);
        }
        List<Rows> groups = groups(rows, most / 2);
        double[] times = new double[2 * groups.size()];
        double[][] values = new double[places.length][times.length];
        for (int i = 0; i < groups.size(); i++) {
            Extremes extremes = new Extremes(groups.get(i));
            times[2 * i] = groups.get(i).begin();
            times[2 * i + 1] = groups.get(i).end();
            for (int j = 0; j < places.length; j++) {
                extremes.find(places[j]);
                values[j][2 * i] = extremes.first();
                values[j][2 * i + 1] = extremes.second();
            }
        }
        return new Series(times, values);
    }

    /** Those of equally long stretches of time; a stretch without any is no group. */
    private static List<Rows> groups(Rows rows, int most) {
        double begin = rows.begin();
        double stretch = (rows.end() - begin) / most;
        List<Rows> groups = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= rows.size(); i++) {
            if (i == rows.size()
                    || group(rows.time(i) - begin, stretch, most) != group(rows.time(first) - begin, stretch, most)) {
                groups.add(rows.part(first, i));
                first = i;
            }
        }
        return groups;
    }

    private static int group(double since, double stretch, int most) {
        return (int) Math.min(most - 1, Math.floor(since / stretch));
    }

    /** A copy to read at leisure; chunks do not change. */
    private synchronized List<Chunk> all() {
        List<Chunk> all = new ArrayList<>(chunks);
        if (openRows > 0) {
            all.add(new Chunk(open, openRows, width));
        }
        return all;
    }

    private synchronized List<Chunk> everything() {
        List<Chunk> everything = new ArrayList<>(outline.chunks());
        everything.addAll(all());
        return everything;
    }

    private static Series series(Rows rows, int[] places) {
        double[] times = new double[rows.size()];
        double[][] values = new double[places.length][rows.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = rows.time(i);
            for (int j = 0; j < places.length; j++) {
                values[j][i] = rows.value(i, places[j]);
            }
        }
        return new Series(times, values);
    }
}
