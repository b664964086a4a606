package com.example.ems;

/**
 * What the site's devices show at one moment.
 *
 * @param gridKw drawn from the grid
 * @param batteryKw discharged by the battery; negative while it charges
 * @param stateOfChargePercent of the battery
 */
record Measurement(double gridKw, double batteryKw, double stateOfChargePercent) {

    /** What the site draws beside its battery: what would come from the grid if the battery did nothing. */
    double demandKw() {
        return gridKw + batteryKw;
    }
}
