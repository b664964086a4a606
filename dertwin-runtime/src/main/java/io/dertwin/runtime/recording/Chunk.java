package io.dertwin.runtime.recording;

/** Samples that will not change any more. A value that was the same throughout takes the room of one number. */
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
        for (int i = 0; i < constants.length; i++) {
            double[] column = column(rows, count, width, i + 1);
            constants[i] = column[0];
            if (!isConstant(column)) {
                columns[i] = column;
                numbers += count;
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

    private static boolean isConstant(double[] column) {
        for (double value : column) {
            if (Double.compare(value, column[0]) != 0) {
                return false;
            }
        }
        return true;
    }

    int size() {
        return times.length;
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
