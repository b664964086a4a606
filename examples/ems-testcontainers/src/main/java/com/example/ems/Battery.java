package com.example.ems;

import java.io.IOException;

/** A battery storage. Power is positive out of the battery (discharging) and negative into it (charging). */
interface Battery {

    double stateOfChargePercent() throws IOException;

    double powerKw() throws IOException;

    boolean isRunning() throws IOException;

    void start() throws IOException;

    /** Asks for a power; the battery gives what it can. */
    void setPowerKw(double powerKw) throws IOException;
}
