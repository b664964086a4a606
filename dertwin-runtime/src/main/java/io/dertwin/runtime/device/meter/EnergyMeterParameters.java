package io.dertwin.runtime.device.meter;

import io.dertwin.runtime.random.RandomStream;
import io.dertwin.runtime.random.RandomStreams;
import io.dertwin.runtime.settings.Settings;
import java.util.OptionalLong;

/** What a site file says of an energy meter. Without a seed of its own it draws from the site's. */
record EnergyMeterParameters(double demandWindowMinutes, OptionalLong seed) {

    static EnergyMeterParameters from(Settings settings) {
        return new EnergyMeterParameters(
                settings.number("demand_window_min").above(0).atMost(1440).orElse(15.0),
                settings.has("seed")
                        ? OptionalLong.of(settings.number("seed").whole().orElse(0L))
                        : OptionalLong.empty());
    }

    /** What the power factor of the meter with this id wanders by. */
    RandomStream powerFactorStream(String id, RandomStreams streams) {
        String name = id + ".power_factor";
        return seed.isPresent() ? streams.named(name, seed.getAsLong()) : streams.named(name);
    }
}
