package io.dertwin.runtime.device.meter;

import static io.dertwin.runtime.environment.GridEvent.Kind.IRRADIANCE;
import static io.dertwin.runtime.environment.GridEvent.Kind.VOLTAGE;
import static io.dertwin.runtime.environment.GridEvent.Shape.STEP;
import static io.dertwin.runtime.testing.TestSettings.block;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dertwin.runtime.random.RandomStreams;
import io.dertwin.runtime.testing.TestSettings;
import io.dertwin.runtime.testing.TestSite;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnergyMeterTest {

    @Test
    void should_report_its_true_state_before_the_first_tick() {
        TestSite site = site(block());

        assertThat(read(site, "total_active_power")).isEqualTo(12);
        assertThat(read(site, "phase_voltage_a")).isEqualTo(400 / Math.sqrt(3));
        assertThat(read(site, "grid_frequency")).isEqualTo(50);
        assertThat(read(site, "total_power_factor")).isEqualTo(0.99);
        assertThat(read(site, "phase_current_a")).isPositive();
        assertThat(read(site, "current_demand_kw")).isEqualTo(12);
        assertThat(read(site, "total_import_energy")).isZero();
    }

    @Test
    void should_measure_the_balance_of_the_very_tick() {
        TestSite site = site(block());
        site.command("bess", "start_stop_standby", 1);
        site.command("bess", "active_power_setpoint", 20);
        for (int i = 0; i < 100; i++) {
            site.ticks(1);
            assertThat(read(site, "total_active_power")).isEqualTo(12 - site.read("bess", "active_power"));
        }
        assertThat(read(site, "total_active_power")).isEqualTo(-8);
    }

    @Test
    void should_fill_every_phase_with_its_third() {
        TestSite site = site(block());
        site.advance(10);
        double factor = read(site, "total_power_factor");
        double kvar = 12 * StrictMath.tan(StrictMath.acos(factor));

        assertThat(read(site, "total_reactive_power")).isCloseTo(kvar, within(1e-9));
        for (String phase : List.of("a", "b", "c")) {
            double kva = Math.sqrt(16 + kvar * kvar / 9);
            assertThat(read(site, "phase_active_power_" + phase)).isEqualTo(4);
            assertThat(read(site, "reactive_power_" + phase)).isCloseTo(kvar / 3, within(1e-9));
            assertThat(read(site, "apparent_power_" + phase)).isCloseTo(kva, within(1e-9));
            assertThat(read(site, "phase_voltage_" + phase)).isEqualTo(400 / Math.sqrt(3));
            assertThat(read(site, "phase_current_" + phase)).isCloseTo(kva * 1000 / (400 / Math.sqrt(3)), within(1e-9));
        }
    }

    @Test
    void should_count_import_and_export_apart() {
        TestSite site = site(block());
        site.advance(3600);
        assertThat(read(site, "total_import_energy")).isCloseTo(12, within(1e-6));
        assertThat(read(site, "phase_import_energy_b")).isCloseTo(4, within(1e-6));
        assertThat(read(site, "total_export_energy")).isZero();

        site.event(IRRADIANCE, 1000, STEP, 0, 1e6);
        site.advance(3600);
        assertThat(read(site, "total_import_energy")).isCloseTo(12, within(0.1));
        assertThat(read(site, "total_export_energy")).isPositive();
        assertThat(read(site, "phase_export_energy_c")).isCloseTo(read(site, "total_export_energy") / 3, within(1e-9));
    }

    @Test
    void should_let_its_power_factor_wander_between_095_and_1() {
        TestSite site = site(block());
        double before = read(site, "total_power_factor");
        double lowest = 1;
        double highest = 0;
        for (int i = 0; i < 5000; i++) {
            site.ticks(1);
            double factor = read(site, "total_power_factor");
            assertThat(factor).isBetween(0.95, 1.0).isNotEqualTo(before);
            assertThat(Math.abs(factor - before)).isLessThanOrEqualTo(0.05 * 0.05);
            before = factor;
            lowest = Math.min(lowest, factor);
            highest = Math.max(highest, factor);
        }
        assertThat(highest - lowest).isGreaterThan(0.005);
    }

    @Test
    void should_wander_the_same_way_for_the_same_seed_only() {
        assertThat(factorAfterAMinute(site(block()))).isEqualTo(factorAfterAMinute(site(block())));
        assertThat(factorAfterAMinute(site(block("seed", 1)))).isNotEqualTo(factorAfterAMinute(site(block("seed", 2))));
    }

    @Test
    void should_give_the_demand_of_its_window_and_keep_the_highest() {
        TestSite site = site(block("demand_window_min", 1));
        site.advance(60);
        assertThat(read(site, "current_demand_kw")).isCloseTo(12, within(1e-9));

        site.command("bess", "start_stop_standby", 1);
        site.command("bess", "active_power_setpoint", -18);
        site.advance(30);
        assertThat(read(site, "current_demand_kw")).isCloseTo(21, within(0.1));
        site.advance(60);
        assertThat(read(site, "current_demand_kw")).isCloseTo(30, within(1e-9));

        site.command("bess", "start_stop_standby", 2);
        site.advance(120);
        assertThat(read(site, "current_demand_kw")).isCloseTo(12, within(1e-9));
        assertThat(read(site, "max_demand_kw")).isCloseTo(30, within(1e-9));
    }

    @Test
    void should_take_demand_for_the_amount_of_power_whatever_its_direction() {
        TestSite site = site(block());
        site.command("bess", "start_stop_standby", 1);
        site.command("bess", "active_power_setpoint", 20);
        site.advance(1200);

        assertThat(read(site, "total_active_power")).isEqualTo(-8);
        assertThat(read(site, "current_demand_kw")).isCloseTo(8, within(1e-9));
    }

    @Test
    void should_measure_no_current_in_a_blackout() {
        TestSite site = TestSite.describe()
                .model("grid_voltage", block("min", 0))
                .device("meter", "energy_meter", block())
                .build();
        site.event(VOLTAGE, -1, STEP, 0, 60);
        site.ticks(1);

        assertThat(read(site, "phase_voltage_a")).isZero();
        assertThat(read(site, "phase_current_a")).isZero();
    }

    @Test
    void should_store_what_is_written_and_read_it_back() {
        TestSite site = site(block("demand_window_min", 5));
        assertThat(site.written("meter", "current_transformer_ratio")).isEqualTo(1);
        assertThat(site.written("meter", "voltage_transformer_ratio")).isEqualTo(1);
        assertThat(site.written("meter", "interval_time")).isEqualTo(5);

        site.command("meter", "current_transformer_ratio", 40);
        site.ticks(1);
        assertThat(site.written("meter", "current_transformer_ratio")).isEqualTo(40);
        assertThat(read(site, "total_active_power")).isEqualTo(12);
    }

    @Test
    void should_take_the_values_that_a_test_puts_in_place() {
        TestSite site = site(block());
        site.set("meter", "total_import_energy", 3000);
        site.set("meter", "total_export_energy", 600);
        site.advance(60);
        site.set("meter", "max_demand_kw", 0);

        assertThat(read(site, "total_import_energy")).isCloseTo(3000.2, within(1e-6));
        assertThat(read(site, "phase_export_energy_a")).isEqualTo(200);
        assertThat(read(site, "max_demand_kw")).isZero();
        assertThat(site.trySet("meter", "total_power_factor", 0.5))
                .contains("total_power_factor must be from 0.95 to 1, but is 0.5");
    }

    @Test
    void should_say_what_is_wrong_with_its_settings() {
        assertThat(problems(block("demand_window_min", 0)))
                .containsExactly("site.json:1: demand_window_min: must be greater than 0, but is 0");
        assertThat(problems(block("seed", 1.5)))
                .containsExactly("site.json:1: seed: must be a whole number, but is 1.5");
    }

    /** A meter beside a load of 12 kW, a battery and a PV inverter. */
    private static TestSite site(Map<String, Object> settings) {
        return TestSite.describe()
                .model("power", block("base_load_w", 12_000))
                .device("meter", "energy_meter", settings)
                .device("bess", "bess", block("capacity_kwh", 1000))
                .device("pv", "inverter", block("rated_kw", 60, "ramp_rate_kw_per_s", 1000))
                .build();
    }

    private static double factorAfterAMinute(TestSite site) {
        site.advance(60);
        return read(site, "total_power_factor");
    }

    private static double read(TestSite site, String point) {
        return site.read("meter", point);
    }

    private static List<String> problems(Map<String, Object> settings) {
        return TestSettings.problems(
                settings, asset -> new EnergyMeterType().create("meter", asset, new RandomStreams(0)));
    }
}
