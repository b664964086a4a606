package io.dertwin.runtime.device.bess;

/**
 * The window of the state of charge in percent: full discharge power down to {@code lower1}, none at {@code lower2}; full
 * charge power up to {@code upper1}, none at {@code upper2}.
 */
record SocLimits(double lower2, double lower1, double upper1, double upper2) {

    boolean isOrdered() {
        return lower2 <= lower1 && lower1 < upper1 && upper1 <= upper2;
    }

    /** What part of the discharge rating the state of charge leaves, 0…1. */
    double dischargeShare(double soc) {
        if (soc <= lower2) {
            return 0;
        }
        return soc >= lower1 ? 1 : (soc - lower2) / (lower1 - lower2);
    }

    /** What part of the charge rating the state of charge leaves, 0…1. */
    double chargeShare(double soc) {
        if (soc >= upper2) {
            return 0;
        }
        return soc <= upper1 ? 1 : (upper2 - soc) / (upper2 - upper1);
    }

    @Override
    public String toString() {
        return lower2 + " <= " + lower1 + " < " + upper1 + " <= " + upper2;
    }
}
