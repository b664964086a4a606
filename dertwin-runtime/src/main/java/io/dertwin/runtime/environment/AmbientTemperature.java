package io.dertwin.runtime.environment;

import io.dertwin.runtime.math.HalfTurns;

/** The temperature of the air over a day: a cosine that is highest at the peak hour, in °C. */
record AmbientTemperature(double mean, double amplitude, double peakHour) {

    double at(double hour) {
        return mean + amplitude * HalfTurns.cos((hour - peakHour) / 12);
    }
}
