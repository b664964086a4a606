package io.dertwin.runtime.device.bess;

import io.dertwin.runtime.settings.Settings;

/** What a site file says of a battery. Thermal and electrical values scale with the size of the pack where not given. */
record BessParameters(
        double capacityKwh,
        double initialSoc,
        double maxChargeKw,
        double maxDischargeKw,
        double rampRateKwPerS,
        double ambientTempC,
        double roundTripEfficiency,
        SocLimits socLimits,
        double internalResistanceOhm,
        double thermalCapacityJPerK,
        double thermalConductanceWPerK) {

    static BessParameters from(Settings settings) {
        double capacityKwh = settings.number("capacity_kwh").above(0).orElse(100.0);
        double size = capacityKwh / 100;
        return new BessParameters(
                capacityKwh,
                settings.number("initial_soc").between(0, 100).orElse(50.0),
                settings.number("max_charge_kw").atLeast(0).orElse(20.0),
                settings.number("max_discharge_kw").atLeast(0).orElse(20.0),
                settings.number("ramp_rate_kw_per_s").above(0).orElse(100.0),
                settings.number("ambient_temp_c").between(-60, 80).orElse(20.0),
                settings.number("round_trip_eff").above(0).atMost(1).orElse(0.92),
                socLimits(settings),
                settings.number("internal_resistance").atLeast(0).orElse(0.005 / size),
                settings.number("thermal_capacity_j_per_k").above(0).orElse(500_000 * size),
                settings.number("thermal_conductance_w_per_k").atLeast(0).orElse(200 * size));
    }

    private static SocLimits socLimits(Settings settings) {
        SocLimits standard = new SocLimits(20, 25, 85, 90);
        return settings.section("soc_limits")
                .map(block -> {
                    SocLimits limits = new SocLimits(
                            block.number("lower_2").between(0, 100).orElse(standard.lower2()),
                            block.number("lower_1").between(0, 100).orElse(standard.lower1()),
                            block.number("upper_1").between(0, 100).orElse(standard.upper1()),
                            block.number("upper_2").between(0, 100).orElse(standard.upper2()));
                    if (!limits.isOrdered()) {
                        block.reject("must be ordered lower_2 <= lower_1 < upper_1 <= upper_2, but is " + limits);
                    }
                    return limits;
                })
                .orElse(standard);
    }
}
