package io.dertwin.runtime.device.chp;

/** A total that a control reports in two registers, the second counting the ten thousands. */
final class WrappedCounter {

    static final double HIGHEST = 9999;

    private static final double TEN_THOUSAND = 10_000;

    private WrappedCounter() {}

    static double low(double total) {
        return total % TEN_THOUSAND;
    }

    static double high(double total) {
        return Math.floor(total / TEN_THOUSAND);
    }

    static double withLow(double total, double low) {
        return high(total) * TEN_THOUSAND + low;
    }

    static double withHigh(double total, double high) {
        return high * TEN_THOUSAND + low(total);
    }
}
