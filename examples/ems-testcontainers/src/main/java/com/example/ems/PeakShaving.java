package com.example.ems;

/**
 * Keeps what a site draws from the grid below a limit: above it the battery delivers what is missing, below it the battery
 * takes what is left, and its state of charge stays within a window.
 */
final class PeakShaving {

    private final double gridLimitKw;
    private final double batteryRatingKw;
    private final SocWindow window;

    PeakShaving(double gridLimitKw, double batteryRatingKw, SocWindow window) {
        this.gridLimitKw = gridLimitKw;
        this.batteryRatingKw = batteryRatingKw;
        this.window = window;
    }

    /** The power that the battery should deliver now. */
    double setpointKw(Measurement now) {
        double missingKw = now.demandKw() - gridLimitKw;
        if (missingKw > 0) {
            return window.allowsDischarging(now.stateOfChargePercent()) ? Math.min(missingKw, batteryRatingKw) : 0;
        }
        return window.allowsCharging(now.stateOfChargePercent()) ? Math.max(missingKw, -batteryRatingKw) : 0;
    }
}
