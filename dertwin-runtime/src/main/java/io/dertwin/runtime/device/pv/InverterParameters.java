package io.dertwin.runtime.device.pv;

import io.dertwin.runtime.settings.Settings;

/** What a site file says of a PV inverter and its modules. */
record InverterParameters(
        double ratedKw,
        double inverterEfficiency,
        double rampRateKwPerS,
        double ambientTempC,
        double areaM2,
        double moduleEfficiency,
        double tempCoefficient,
        double noctC) {

    /** Without an area the modules give the inverter's rated power at 1000 W/m² and 25 °C. */
    static InverterParameters from(Settings settings) {
        double ratedKw = settings.number("rated_kw").above(0).orElse(10.0);
        double moduleEfficiency =
                settings.number("module_efficiency").above(0).atMost(1).orElse(0.20);
        return new InverterParameters(
                ratedKw,
                settings.number("inverter_efficiency").above(0).atMost(1).orElse(0.97),
                settings.number("ramp_rate_kw_per_s").above(0).orElse(2.0),
                settings.number("ambient_temp_c").between(-60, 80).orElse(20.0),
                settings.number("area_m2").above(0).orElse(ratedKw / moduleEfficiency),
                moduleEfficiency,
                settings.number("temp_coefficient").between(-0.05, 0.05).orElse(-0.004),
                settings.number("noct_c").between(0, 100).orElse(45.0));
    }
}
