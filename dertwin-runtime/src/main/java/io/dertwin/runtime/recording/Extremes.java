package io.dertwin.runtime.recording;

/** Of each value of samples in a row the least and the greatest, in the order in which they came. */
final class Extremes {

    private final Rows rows;

    private double first;
    private double second;

    /** @param rows at least one */
    Extremes(Rows rows) {
        this.rows = rows;
    }

    /** Looks for those of a value; what is no number counts only where there is nothing else. */
    void find(int place) {
        int leastAt = 0;
        int greatestAt = 0;
        double least = Double.NaN;
        double greatest = Double.NaN;
        for (int i = 0; i < rows.size(); i++) {
            double value = rows.value(i, place);
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
