package io.dertwin.runtime.device;

import io.dertwin.runtime.environment.Environment;

/** A device that gives power to the site or takes it. */
public non-sealed interface PowerDevice extends Device {

    /** Advances by {@code dt} seconds. */
    void step(Environment environment, double dt);

    /** Power at its AC terminals in kW, positive out of the device. */
    double activePowerKw();
}
