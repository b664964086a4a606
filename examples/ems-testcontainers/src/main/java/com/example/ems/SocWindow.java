package com.example.ems;

/** The states of charge between which the battery may be used, in percent. */
record SocWindow(double lower, double upper) {

    SocWindow {
        if (lower >= upper) {
            throw new IllegalArgumentException("an empty window: " + lower + " to " + upper);
        }
    }

    boolean allowsDischarging(double stateOfChargePercent) {
        return stateOfChargePercent > lower;
    }

    boolean allowsCharging(double stateOfChargePercent) {
        return stateOfChargePercent < upper;
    }
}
