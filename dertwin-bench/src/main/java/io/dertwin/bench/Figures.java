package io.dertwin.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured of one thing, round by round. */
public final class Figures {

    private final List<Double> values = new ArrayList<>();

    public void add(double value) {
        values.add(value);
    }

    public double median() {
        return sorted().get(values.size() / 2);
    }

    private List<Double> sorted() {
        return values.stream().sorted().toList();
    }

    /** The median of what this is of another, each round by itself: what else the machine does meets both alike. */
    public double medianShare(Figures other) {
        Figures shares = new Figures();
        for (int i = 0; i < values.size(); i++) {
            shares.add(values.get(i) / other.values.get(i));
        }
        return shares.median();
    }

    /** The median of what this is more than another, each round by itself. */
    public double medianExcess(Figures other) {
        Figures excesses = new Figures();
        for (int i = 0; i < values.size(); i++) {
            excesses.add(values.get(i) - other.values.get(i));
        }
        return excesses.median();
    }

    /** Minimum, median and maximum. */
    @Override
    public String toString() {
        List<Double> sorted = sorted();
        return String.format(Locale.ROOT, "%.0f / %.0f / %.0f", sorted.get(0), median(), sorted.get(sorted.size() - 1));
    }
}
