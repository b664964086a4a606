package io.dertwin.bench.modbus;

import java.util.Arrays;

/** How often which latency occurred, to within a sixteenth. */
final class Latencies {

    private static final int SUBDIVISION_BITS = 4;
    private static final int BUCKETS = 64 << SUBDIVISION_BITS;

    private final long[] counts = new long[BUCKETS];
    private long total;

    void add(long nanos) {
        counts[bucket(nanos)]++;
        total++;
    }

    private static int bucket(long nanos) {
        int exponent = Math.max(0, 63 - Long.numberOfLeadingZeros(nanos | 1) - SUBDIVISION_BITS);
        return (exponent << SUBDIVISION_BITS) + (int) (nanos >>> exponent);
    }

    private static double nanos(int bucket) {
        int exponent = Math.max(0, (bucket >>> SUBDIVISION_BITS) - 1);
        long mantissa = bucket - ((long) exponent << SUBDIVISION_BITS);
        return Math.scalb(mantissa + 0.5, exponent);
    }

    long total() {
        return total;
    }

    /** The latency that this share of the requests did not exceed. */
    double quantileMicros(double share) {
        long rank = (long) Math.ceil(share * total);
        long seen = 0;
        int bucket = 0;
        while (bucket < BUCKETS && seen < rank) {
            seen += counts[bucket++];
        }
        return nanos(Math.max(0, bucket - 1)) / 1000;
    }

    void clear() {
        Arrays.fill(counts, 0);
        total = 0;
    }
}
