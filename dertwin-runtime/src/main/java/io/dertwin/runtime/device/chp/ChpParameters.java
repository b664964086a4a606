package io.dertwin.runtime.device.chp;

import io.dertwin.runtime.settings.Settings;

/** What a site file says of a CHP unit. */
record ChpParameters(
        double ratedKw,
        double heatToPowerRatio,
        double minLoadPercent,
        double maxLoadPercent,
        double rampRatePercentPerS,
        double ambientTempC,
        Timings timings) {

    private static final double DEFAULT_MIN_LOAD = 30;
    private static final double DEFAULT_MAX_LOAD = 110;

    static ChpParameters from(Settings settings) {
        double highestMin = settings.has("max_load_percent") ? 150 : DEFAULT_MAX_LOAD;
        double minLoad =
                settings.number("min_load_percent").between(0, highestMin).orElse(DEFAULT_MIN_LOAD);
        return new ChpParameters(
                settings.number("rated_kw").above(0).orElse(4000.0),
                settings.number("heat_to_power_ratio").atLeast(0).orElse(1.0),
                minLoad,
                settings.number("max_load_percent").between(minLoad, 150).orElse(DEFAULT_MAX_LOAD),
                settings.number("ramp_rate_percent_per_s").above(0).orElse(5.0),
                settings.number("ambient_temp_c").between(-60, 80).orElse(20.0),
                settings.section("timings").map(Timings::from).orElse(Timings.STANDARD));
    }

    /** How long the phases of a start and a stop take, in seconds. */
    record Timings(double starting, double warmup, double idle, double synchronizing, double stopping) {

        static final Timings STANDARD = new Timings(10, 60, 30, 15, 20);

        static Timings from(Settings settings) {
            return new Timings(
                    settings.number("starting").atLeast(0).orElse(STANDARD.starting()),
                    settings.number("warmup").atLeast(0).orElse(STANDARD.warmup()),
                    settings.number("idle").atLeast(0).orElse(STANDARD.idle()),
                    settings.number("synchronizing").atLeast(0).orElse(STANDARD.synchronizing()),
                    settings.number("stopping").atLeast(0).orElse(STANDARD.stopping()));
        }
    }
}
