package io.dertwin.runtime.recording;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Samples that will not change any more. A value that was the same throughout takes the room of one number, and values that
 * were equal to each other throughout, as the three phases of a line are, take the room of one of them.
 */
final class Chunk {

    private final double[] times;
    private final double[] constants;
    private final double[][] columns;
    private final long bytes;

    /** @param rows samples, one after the other, the first value of each its time */
    Chunk(double[] rows, int count, int width) {
        times = column(rows, count, width, 0);
        constants = new double[width - 1];
        columns = new double[width - 1][];
        long numbers = count + constants.length;
        Map<Integer, double[]> different = new HashMap<>();
        different.put(Arrays.hashCode(times), times);
        for (int i = 0; i < constants.length; i++) {
            constants[i] = rows[i + 1];
            if (!isConstant(rows, count, width, i + 1)) {
                double[] column = column(rows, count, width, i + 1);
                double[] same = different.putIfAbsent(Arrays.hashCode(column), column);
                boolean known = same != null && Arrays.equals(same, column);
                columns[i] = known ? same : column;
                numbers += known ? 0 : count;
            }
        }
        bytes = numbers * Double.BYTES;
    }

    private static double[] column(double[] rows, int count, int width, int index) {
        double[] column = new double[count];
        for (int i = 0; i < count; i++) {
            column[i] = rows[i * width + index];
        }
        return column;
    }

    private static boolean isConstant(double[] rows, int count, int width, int index) {
        for (int i = 1; i < count; i++) {
            if (Double.compare(rows[i * width + index], rows[index]) != 0) {
                return false;
            }
        }
        return true;
    }

    /** The same without what comes after so many samples. */
    Chunk first(int count) {
        int width = constants.length + 1;
        double[] rows = new double[count * width];
        unpack(count, rows);
        return new Chunk(rows, count, width);
    }

    /** Writes the first so many samples as they were given. */
    void unpack(int count, double[] rows) {
        int width = constants.length + 1;
        for (int row = 0; row < count; row++) {
            rows[row * width] = times[row];
            for (int place = 0; place < constants.length; place++) {
                rows[row * width + 1 + place] = value(row, place);
            }
        }
    }

    /** How many samples are from before a time. */
    int before(double time) {
        int count = 0;
        while (count < times.length && times[count] < time) {
            count++;
        }
        return count;
    }

    int size() {
        return times.length;
    }

    double end() {
        return times[times.length - 1];
    }

    double time(int row) {
        return times[row];
    }

    double value(int row, int place) {
        return columns[place] == null ? constants[place] : columns[place][row];
    }

    long bytes() {
        return bytes;
    }
}
