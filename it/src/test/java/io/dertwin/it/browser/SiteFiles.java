package io.dertwin.it.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sites to look at in a browser. */
final class SiteFiles {

    /** Whatever could become markup, where a site or its register map may say anything. */
    static final String HOSTILE =
            "<img src=x onerror=\\\"window.hacked=1\\\"></script><script>window.hacked=1</script>";

    private static final String SITE = """
            {
              "site_name": "%s", "step": 1, "seed": 42, "start_time_h": 12, "real_time": false%s,
              "external_models": {
                "power": { "base_load_w": 5000 }, "irradiance": {}, "ambient_temperature": {},
                "grid_frequency": { "noise_std": 0.01 }, "grid_voltage": {}
              },
              "assets": [
                { "type": "bess", "name": "bess-1", "capacity_kwh": 100, "initial_soc": 50, "protocols": [
                    { "kind": "modbus_tcp", "port": 0, "unit_id": 7, "register_map": "%s" } ] },
                { "type": "inverter", "name": "pv", "rated_kw": 10, "protocols": [
                    { "kind": "modbus_tcp", "port": 0, "unit_id": 3, "register_map": "pv_inverter_modbus.yaml" } ] },
                { "type": "chp", "name": "chp", "rated_kw": 50 },
                { "type": "energy_meter", "name": "meter", "protocols": [
                    { "kind": "modbus_tcp", "port": 0, "register_map": "energy_meter_modbus.yaml" },
                    { "kind": "modbus_rtu_over_tcp", "port": 0, "unit_id": 9, "register_map": "bare.json" } ] }
              ]
            }
            """;

    private static final String BARE_MAP = """
            { "registers": [
              { "name": "power", "func": 4, "address": 500, "type": "float32", "internal_name": "total_active_power" }
            ] }
            """;

    private static final String HOSTILE_MAP = """
            { "registers": [
              { "name": "%1$s", "func": 4, "address": 0, "type": "uint16", "scale": 0.1, "internal_name": "system_soc",
                "unit": "%1$s", "description": "%1$s" },
              { "name": "x %1$s", "func": 6, "address": 5, "type": "uint16", "value": 1, "unit": "%1$s",
                "options": { "1": "%1$s", "2": "two" } },
              { "name": "text", "func": 3, "address": 100, "type": "string", "count": 60, "value": "%1$s" }
            ] }
            """;

    private SiteFiles() {}

    static Path plain(Path folder) throws IOException {
        return write(folder, "harbour", "", "bess_modbus.yaml");
    }

    static Path guarded(Path folder, String token) throws IOException {
        return write(folder, "guarded", ", \"control\": { \"token\": \"" + token + "\" }", "bess_modbus.yaml");
    }

    static Path hostile(Path folder) throws IOException {
        Files.writeString(folder.resolve("hostile.json"), HOSTILE_MAP.formatted(HOSTILE));
        return write(folder, HOSTILE, "", "hostile.json");
    }

    private static Path write(Path folder, String name, String more, String batteryMap) throws IOException {
        Files.writeString(folder.resolve("bare.json"), BARE_MAP);
        return Files.writeString(folder.resolve("site.json"), SITE.formatted(name, more, batteryMap));
    }

    /** What is hostile, as it would be read. */
    static String hostileText() {
        return HOSTILE.replace("\\\"", "\"");
    }
}
