package io.dertwin.runtime.environment;

import io.dertwin.runtime.math.HalfTurns;

/** The sun of a clear day: half a sine between sunrise and sunset, in W/m². */
record Irradiance(double peak, double sunrise, double sunset) {

    double at(double hour) {
        if (hour <= sunrise || hour >= sunset) {
            return 0;
        }
        return peak * HalfTurns.sin((hour - sunrise) / (sunset - sunrise));
    }
}
