package io.dertwin.runtime.recording;

import java.util.ArrayList;
import java.util.List;

/**
 * The course of what there is no room for in full: of so many samples in a row the least and the greatest of each value. The
 * longer the time, the more of them become one; none is ever forgotten.
 */
final class Outline {

    private static final int SAMPLES_AT_FIRST = 16;
    private static final int ROWS_THAT_BECOME_TWO = 4;

    private final int width;
    private final int rowsPerChunk;
    private final long capacityBytes;

    private List<Chunk> chunks = new ArrayList<>();
    private long bytes;
    private int samples = SAMPLES_AT_FIRST;

    /** @param width of a row: its time and all values */
    Outline(int width, int rowsPerChunk, long capacityBytes) {
        this.width = width;
        this.rowsPerChunk = rowsPerChunk;
        this.capacityBytes = capacityBytes;
    }

    List<Chunk> chunks() {
        return chunks;
    }

    /** Takes in what is later than everything before. */
    void add(Chunk chunk) {
        keep(reduced(List.of(chunk), samples));
        if (bytes > capacityBytes) {
            List<Chunk> before = chunks;
            clear();
            samples = Math.min(2 * samples, rowsPerChunk);
            keep(reduced(before, ROWS_THAT_BECOME_TWO));
        }
    }

    private void keep(List<Chunk> more) {
        for (Chunk one : more) {
            chunks.add(one);
            bytes += one.bytes();
        }
    }

    private List<Chunk> reduced(List<Chunk> from, int rowsThatBecomeTwo) {
        Rows all = Rows.all(from);
        List<Chunk> reduced = new ArrayList<>();
        double[] open = new double[rowsPerChunk * width];
        int openRows = 0;
        for (int i = 0; i < all.size(); i += rowsThatBecomeTwo) {
            Rows group = all.part(i, Math.min(all.size(), i + rowsThatBecomeTwo));
            if (openRows + 2 > rowsPerChunk) {
                reduced.add(new Chunk(open, openRows, width));
                openRows = 0;
            }
            openRows += write(group, open, openRows);
        }
        reduced.add(new Chunk(open, openRows, width));
        return reduced;
    }

    /** @return how many rows that takes: a single sample stays one */
    private int write(Rows group, double[] into, int row) {
        int first = row * width;
        int second = group.size() == 1 ? first : first + width;
        into[second] = group.end();
        into[first] = group.begin();
        Extremes extremes = new Extremes(group);
        for (int place = 0; place < width - 1; place++) {
            extremes.find(place);
            into[second + 1 + place] = extremes.second();
            into[first + 1 + place] = extremes.first();
        }
        return group.size() == 1 ? 1 : 2;
    }

    /** What is from this time on has not happened. */
    void forgetFrom(double time) {
        List<Chunk> before = chunks;
        clear();
        for (Chunk chunk : before) {
            int kept = chunk.before(time);
            if (kept > 0) {
                keep(List.of(chunk.first(kept)));
            }
        }
    }

    void clear() {
        chunks = new ArrayList<>();
        bytes = 0;
    }
}
