package io.dertwin.runtime.device.pv;

import io.dertwin.runtime.environment.Environment;

/** The relay that parts the inverter from a grid it must not feed. */
final class GridProtection {

    static final int NO_FAULT = 0;
    static final int VOLTAGE = 1;
    static final int FREQUENCY = 2;

    private static final double LOWEST_V = 180;
    private static final double HIGHEST_V = 260;
    private static final double LOWEST_HZ = 47;
    private static final double HIGHEST_HZ = 53;

    private GridProtection() {}

    /** What is wrong with the grid at this instant; it is judged anew in every tick. */
    static int fault(Environment environment) {
        double voltage = environment.voltageLineToNeutral();
        if (voltage < LOWEST_V || voltage > HIGHEST_V) {
            return VOLTAGE;
        }
        double frequency = environment.frequencyHz();
        return frequency < LOWEST_HZ || frequency > HIGHEST_HZ ? FREQUENCY : NO_FAULT;
    }
}
