package io.dertwin.runtime.environment;

/** The temperature of the air over a day: a cosine that is highest at the peak hour, in °C. */
record AmbientTemperature(double mean, double amplitude, double peakHour) {

    double at(double hour) {
        return mean + amplitude * StrictMath.cos(2 * Math.PI * (hour - peakHour) / 24);
    }
}
