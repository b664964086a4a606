package io.dertwin.runtime.report;

/**
 * How much of the past a report shows.
 *
 * @param from simulated seconds; negative infinity for all there is
 * @param to simulated seconds; infinity for all there is
 * @param points how many samples of a value at most, extremes kept
 */
public record Extent(double from, double to, int points) {

    /** How many samples there are unless somebody asks for more. */
    public static final int USUAL_POINTS = 2400;

    /** Everything there is. */
    public static final Extent ALL = new Extent(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, USUAL_POINTS);
}
