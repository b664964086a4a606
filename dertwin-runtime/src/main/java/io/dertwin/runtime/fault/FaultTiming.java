package io.dertwin.runtime.fault;

/**
 * When and how often a fault is at work.
 *
 * @param start simulated seconds at which it sets in; a time that is past means that it has set in
 * @param fromNow whether {@code start} counts from the moment at which the fault is added
 * @param duration for how many simulated seconds; infinity for as long as it is there
 * @param every after how many simulated seconds it sets in again; infinity for once
 * @param probability how likely it is to befall a request that it can befall
 * @param count how many requests it befalls at most
 * @param skip how many requests that it could befall it lets pass first
 * @param burst how many requests in a row it befalls once it does
 */
public record FaultTiming(
        double start,
        boolean fromNow,
        double duration,
        double every,
        double probability,
        long count,
        long skip,
        int burst) {

    /** A tick's time is a product of whole numbers and the step; this forgives the rounding of that product. */
    private static final double TOLERANCE = 1e-6;

    /** From the moment at which the fault is added, always. */
    public static final FaultTiming ALWAYS =
            new FaultTiming(0, true, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 1, Long.MAX_VALUE, 0, 1);

    public FaultTiming lasting(double seconds) {
        return new FaultTiming(start, fromNow, seconds, every, probability, count, skip, burst);
    }

    public FaultTiming times(long mostRequests) {
        return new FaultTiming(start, fromNow, duration, every, probability, mostRequests, skip, burst);
    }

    public FaultTiming with(double chance) {
        return new FaultTiming(start, fromNow, duration, every, chance, count, skip, burst);
    }

    /** The same, by the site's clock. */
    FaultTiming addedAt(double now) {
        return fromNow ? new FaultTiming(now + start, false, duration, every, probability, count, skip, burst) : this;
    }

    double end() {
        return every == Double.POSITIVE_INFINITY ? start + duration : Double.POSITIVE_INFINITY;
    }

    boolean activeAt(double t) {
        double since = t - start;
        return since >= -TOLERANCE && sinceLastStart(since) < duration - TOLERANCE;
    }

    boolean overAt(double t) {
        return every == Double.POSITIVE_INFINITY && t >= start + duration - TOLERANCE;
    }

    /** When it sets in for the first time after {@code t}; infinity if it does not again. */
    double nextStart(double t) {
        return t < start - TOLERANCE ? start : next(start, every, t);
    }

    /**
     * The first of the times {@code origin}, {@code origin + period} and so on that comes after {@code t}; infinity if none
     * does that a double could tell from {@code t}.
     */
    static double next(double origin, double period, double t) {
        double next = origin + (Math.floor((t - origin + TOLERANCE) / period) + 1) * period;
        return next > t ? next : Double.POSITIVE_INFINITY;
    }

    private double sinceLastStart(double since) {
        return every == Double.POSITIVE_INFINITY ? since : since - Math.floor((since + TOLERANCE) / every) * every;
    }
}
