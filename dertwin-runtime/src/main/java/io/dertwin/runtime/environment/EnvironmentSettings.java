package io.dertwin.runtime.environment;

import io.dertwin.runtime.random.RandomStreams;
import io.dertwin.runtime.settings.Settings;
import java.util.Optional;

/** Reads the {@code external_models} of a site file. */
public final class EnvironmentSettings {

    private static final double DEFAULT_LOAD_W = 5000;
    private static final double DEFAULT_SUNSET = 18;

    private EnvironmentSettings() {}

    /** The environment that the block describes; without a block a steady 50 Hz, 400 V grid and no weather. */
    public static Environment environment(Optional<Settings> models, RandomStreams streams) {
        return new Environment(
                frequency(models.flatMap(all -> all.section("grid_frequency")), streams),
                voltage(models.flatMap(all -> all.section("grid_voltage")), streams),
                models.flatMap(all -> all.section("irradiance"))
                        .map(EnvironmentSettings::irradiance)
                        .orElse(null),
                models.flatMap(all -> all.section("ambient_temperature"))
                        .map(EnvironmentSettings::ambient)
                        .orElse(null));
    }

    /** The site's constant base load. */
    public static PowerBalance balance(Optional<Settings> models) {
        double watts = models.flatMap(all -> all.section("power"))
                .map(power -> power.number("base_load_w").orElse(DEFAULT_LOAD_W))
                .orElse(DEFAULT_LOAD_W);
        return new PowerBalance(watts / 1000);
    }

    /** Clamped to 5 Hz about the nominal frequency: 45…55 Hz in a 50 Hz grid. */
    private static GridQuantity frequency(Optional<Settings> block, RandomStreams streams) {
        double nominal = nominal(block, "nominal_hz", 50);
        return quantity(block, "grid_frequency", nominal, nominal - 5, nominal + 5, 5, 300, streams);
    }

    /** Clamped to 75…120 % of the nominal voltage: 300…480 V in a 400 V grid. */
    private static GridQuantity voltage(Optional<Settings> block, RandomStreams streams) {
        boolean spelt =
                block.map(settings -> settings.has("nominal_voltage_ll")).orElse(false);
        double nominal = nominal(block, spelt ? "nominal_voltage_ll" : "nominal_v_ll", 400);
        return quantity(block, "grid_voltage", nominal, nominal * 0.75, nominal * 1.2, 10, 600, streams);
    }

    private static double nominal(Optional<Settings> block, String key, double fallback) {
        return block.map(settings -> settings.number(key).above(0).orElse(fallback))
                .orElse(fallback);
    }

    private static GridQuantity quantity(
            Optional<Settings> block,
            String name,
            double nominal,
            double lowest,
            double highest,
            double noiseTimeConstant,
            double driftTimeConstant,
            RandomStreams streams) {
        if (block.isEmpty()) {
            return new GridQuantity(
                    new GridQuantity.Parameters(nominal, 0, 0, noiseTimeConstant, driftTimeConstant, lowest, highest),
                    streams.named(name));
        }
        Settings settings = block.get();
        double highestMin = settings.has("max") ? Double.MAX_VALUE : highest;
        double min = settings.number("min").atLeast(0).below(highestMin).orElse(lowest);
        GridQuantity.Parameters parameters = new GridQuantity.Parameters(
                nominal,
                settings.number("noise_std").atLeast(0).orElse(0.0),
                settings.number("drift_std").atLeast(0).orElse(0.0),
                noiseTimeConstant,
                driftTimeConstant,
                min,
                settings.number("max").above(min).orElse(highest));
        return new GridQuantity(
                parameters,
                settings.has("seed")
                        ? streams.named(name, settings.number("seed").whole().orElse(0L))
                        : streams.named(name));
    }

    private static Irradiance irradiance(Settings settings) {
        double latestSunrise = settings.has("sunset") ? 24 : DEFAULT_SUNSET;
        double sunrise =
                settings.number("sunrise").atLeast(0).below(latestSunrise).orElse(6.0);
        return new Irradiance(
                settings.number("peak").atLeast(0).orElse(1000.0),
                sunrise,
                settings.number("sunset").above(sunrise).atMost(24).orElse(DEFAULT_SUNSET));
    }

    private static AmbientTemperature ambient(Settings settings) {
        return new AmbientTemperature(
                settings.number("mean").orElse(20.0),
                settings.number("amplitude").atLeast(0).orElse(5.0),
                settings.number("peak_hour").between(0, 24).orElse(15.0));
    }
}
