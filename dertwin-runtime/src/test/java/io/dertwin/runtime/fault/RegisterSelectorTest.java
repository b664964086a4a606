package io.dertwin.runtime.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dertwin.runtime.device.bess.BessType;
import io.dertwin.runtime.registers.Register;
import io.dertwin.runtime.registers.RegisterMaps;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterSelectorTest {

    private final List<Register> registers =
            RegisterMaps.readBuiltIn("bess_modbus.yaml", new BessType()).registers();

    @ParameterizedTest
    @CsvSource({
        "system_soc, system_soc",
        "active_power_setpoint, on_grid_power_setpoint",
        "a_b_line_voltage, a_b_line_voltage",
        "grid_voltage_ab, a_b_line_voltage",
        "*charge_energy, total_charge_energy total_discharge_energy",
        "system_s*, system_soc system_soh",
        "s***m_so*, system_soc system_soh",
        "*m*s*c, system_soc",
        "*system_soc*, system_soc",
        "10060, active_power",
        "32002-32004, system_soc system_soh"
    })
    void should_select_by_either_name_by_pattern_and_by_address(String selector, String names) {
        assertThat(selected(selector)).containsExactlyInAnyOrder(names.split(" "));
    }

    @Test
    void should_select_all() {
        assertThat(selected("*")).hasSize(registers.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"system_so", "(.*)", "system_soc|system_soh", "SYSTEM_SOC", "1-2", "", "system_soc*c", "*m_so"})
    void should_select_nothing_else(String selector) {
        assertThat(selected(selector)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"70000", "5-4", "1-65536"})
    void should_refuse_addresses_that_are_none(String selector) {
        assertThatThrownBy(() -> RegisterSelector.of(selector)).hasMessageStartingWith(selector + " are no addresses");
    }

    @Test
    @Timeout(60)
    void should_not_try_all_ways_in_which_stars_can_share_a_name() {
        NamePattern stars = new NamePattern("*".repeat(100) + "a*".repeat(50) + "b");

        assertThat(stars.matches("a".repeat(10_000))).isFalse();
        assertThat(stars.matches("a".repeat(10_000) + "b")).isTrue();
    }

    private List<String> selected(String selector) {
        RegisterSelector selected = RegisterSelector.of(selector);
        return registers.stream().filter(selected::selects).map(Register::name).toList();
    }
}
