package io.dertwin.bench;

import io.dertwin.runtime.engine.CommandRefusedException;
import io.dertwin.runtime.engine.Engine;
import io.dertwin.runtime.site.Site;
import io.dertwin.runtime.site.SiteReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The sites that are measured. */
final class Sites {

    private static final String BATTERY = "{\"type\":\"bess\",\"capacity_kwh\":10,\"initial_soc\":40}";

    private Sites() {}

    /** One battery of 10 kWh, charging. */
    static Engine battery() {
        return alone(site("{\"assets\":[" + BATTERY + "]}"));
    }

    /** Two batteries, an inverter, a CHP unit and a meter on a noisy grid at noon. */
    static Engine full() {
        return alone(fullSite());
    }

    /** The same, with everything that a running site does at each tick besides. */
    static Site recordedFull() {
        return started(fullSite());
    }

    private static Site fullSite() {
        return site("""
                {
                  "start_time_h": 12,
                  "external_models": {
                    "power": {"base_load_w": 50000},
                    "irradiance": {},
                    "ambient_temperature": {},
                    "grid_frequency": {"noise_std": 0.002, "drift_std": 0.0002, "seed": 42},
                    "grid_voltage": {"noise_std": 0.5, "drift_std": 0.05, "seed": 42}
                  },
                  "assets": [
                    {"type": "bess", "capacity_kwh": 100, "max_charge_kw": 50, "max_discharge_kw": 50},
                    {"type": "bess", "capacity_kwh": 50, "max_charge_kw": 25, "max_discharge_kw": 25},
                    {"type": "inverter", "rated_kw": 30},
                    {"type": "chp"},
                    {"type": "energy_meter"}
                  ]
                }
                """);
    }

    /** Many batteries. */
    static Engine batteries(int count) {
        return alone(site("{\"assets\":[" + (BATTERY + ",").repeat(count - 1) + BATTERY + "]}"));
    }

    /** Batteries charge with 20 kW, CHP units start; what is idle would be too cheap. */
    private static Site started(Site site) {
        site.devices().forEach(device -> {
            try {
                switch (device.type().name()) {
                    case "bess" ->
                        site.command(device, Map.of("start_stop_standby", 1.0, "active_power_setpoint", -20.0));
                    case "chp" -> site.command(device, Map.of("start_stop", 1.0, "power_setpoint_percent", 80.0));
                    default -> {}
                }
            } catch (CommandRefusedException e) {
                throw new IllegalStateException(e);
            }
        });
        return site;
    }

    /** The engine of such a site without what a site keeps beside it, such as the recording. */
    private static Engine alone(Site site) {
        Engine engine = new Engine(site.definition().newPlant());
        engine.restore(started(site).engine().snapshot());
        site.close();
        return engine;
    }

    private static Site site(String json) {
        try {
            Path file = Files.createTempFile("bench", ".json");
            try {
                Files.writeString(file, json);
                return new Site(SiteReader.read(file));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
