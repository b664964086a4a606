package io.dertwin.runtime.device;

import io.dertwin.runtime.environment.Environment;
import io.dertwin.runtime.environment.PowerBalance;

/** A device that watches the site's balance and changes nothing. */
public non-sealed interface MeteringDevice extends Device {

    /** Measures the balance of the tick, {@code dt} seconds long; with {@code dt} 0 only what is true at this instant. */
    void measure(Environment environment, PowerBalance balance, double dt);
}
