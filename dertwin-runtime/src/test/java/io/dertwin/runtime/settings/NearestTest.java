package io.dertwin.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestTest {

    private static final List<String> KEYS = List.of(
            "ip", "port", "unit_id", "register_map", "address", "system_soc", "system_soh", "active_power_setpoint");

    @ParameterizedTest
    @CsvSource({
        "prot, port",
        "porrt, port",
        "pi, ip",
        "adress, address",
        "unitId, unit_id",
        "registermap, register_map",
        "system_sox, system_soc",
        "battery_soc, system_soc",
        "active_power_setpiont, active_power_setpoint",
        "power_setpoint, active_power_setpoint"
    })
    void should_name_what_was_probably_meant(String name, String meant) {
        assertThat(Nearest.to(name, KEYS)).contains(meant);
        assertThat(Nearest.hint(name, KEYS)).isEqualTo(", did you mean '" + meant + "'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "colour", "grid_voltage_lines"})
    void should_name_nothing_when_nothing_is_near(String name) {
        assertThat(Nearest.to(name, KEYS)).isEmpty();
        assertThat(Nearest.hint(name, KEYS)).isEmpty();
    }

    @Test
    void should_name_the_first_by_alphabet_of_equally_near_ones() {
        assertThat(Nearest.to("phase_a", List.of("phase_c", "phase_b"))).contains("phase_b");
    }

    @ParameterizedTest
    @CsvSource({"abc, abc, 0", "abc, abd, 1", "abc, acb, 1", "abc, ab, 1", "abc, abcd, 1", "'', abc, 3", "abc, xyz, 3"})
    void should_count_inserted_deleted_replaced_and_swapped_letters(String a, String b, int distance) {
        assertThat(Nearest.distance(a, b)).isEqualTo(distance);
        assertThat(Nearest.distance(b, a)).isEqualTo(distance);
    }
}
