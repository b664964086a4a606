package io.dertwin.runtime.recording;

import java.util.List;

/** Samples in a row, and of each value the least and the greatest of them, in the order in which they came. */
final class Extremes {

    private final List<Chunk> chunks;
    private final List<int[]> rows;

    private double first;
    private double second;

    /** @param rows pairs of a chunk's number and a row's number in it, at least one */
    Extremes(List<Chunk> chunks, List<int[]> rows) {
        this.chunks = chunks;
        this.rows = rows;
    }

    double begin() {
        return time(rows.get(0));
    }

    double end() {
        return time(rows.get(rows.size() - 1));
    }

    private double time(int[] row) {
        return chunks.get(row[0]).time(row[1]);
    }

    /** Looks for those of a value; what is no number counts only where there is nothing else. */
    void find(int place) {
        int leastAt = 0;
        int greatestAt = 0;
        double least = Double.NaN;
        double greatest = Double.NaN;
        for (int i = 0; i < rows.size(); i++) {
            int[] row = rows.get(i);
            double value = chunks.get(row[0]).value(row[1], place);
            if (value < least || Double.isNaN(least) && !Double.isNaN(value)) {
                least = value;
                leastAt = i;
            }
            if (value > greatest || Double.isNaN(greatest) && !Double.isNaN(value)) {
                greatest = value;
                greatestAt = i;
            }
        }
        first = leastAt <= greatestAt ? least : greatest;
        second = leastAt <= greatestAt ? greatest : least;
    }

    /** The one that came first of the two last found. */
    double first() {
        return first;
    }

    double second() {
        return second;
    }
}
