package io.dertwin.runtime.device.pv;

import static io.dertwin.runtime.environment.GridEvent.Kind.AMBIENT_TEMPERATURE;
import static io.dertwin.runtime.environment.GridEvent.Kind.FREQUENCY;
import static io.dertwin.runtime.environment.GridEvent.Kind.IRRADIANCE;
import static io.dertwin.runtime.environment.GridEvent.Kind.VOLTAGE;
import static io.dertwin.runtime.environment.GridEvent.Shape.STEP;
import static io.dertwin.runtime.testing.TestSettings.block;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dertwin.runtime.environment.GridEvent;
import io.dertwin.runtime.random.RandomStreams;
import io.dertwin.runtime.testing.TestSettings;
import io.dertwin.runtime.testing.TestSite;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InverterTest {

    @Nested
    class Sun {

        @Test
        void should_turn_irradiance_into_power_less_warmth_and_losses() {
            TestSite site = sunny(block("rated_kw", 10), 1000);
            site.advance(30);

            double cellC = 20 + 25.0 / 800 * 1000;
            double inputKw = 10 * (1 - 0.004 * (cellC - 25));
            assertThat(read(site, "total_input_power")).isCloseTo(inputKw, within(1e-9));
            assertThat(read(site, "total_active_power")).isCloseTo(inputKw * 0.97, within(1e-9));
            assertThat(read(site, "inverter_status")).isEqualTo(1);
        }

        @Test
        void should_take_the_size_and_quality_of_the_modules_from_its_settings() {
            TestSite site = sunny(
                    block(
                            "rated_kw",
                            50,
                            "area_m2",
                            100,
                            "module_efficiency",
                            0.25,
                            "temp_coefficient",
                            0,
                            "ramp_rate_kw_per_s",
                            100),
                    800);
            site.advance(1);

            assertThat(read(site, "total_input_power")).isCloseTo(20, within(1e-9));
        }

        @Test
        void should_give_more_in_cold_air() {
            TestSite cold = sunny(block(), 600);
            TestSite hot = sunny(block(), 600);
            cold.event(AMBIENT_TEMPERATURE, -10, STEP, 0, 1000);
            hot.event(AMBIENT_TEMPERATURE, 40, STEP, 0, 1000);
            cold.advance(30);
            hot.advance(30);

            assertThat(read(cold, "total_active_power") / read(hot, "total_active_power"))
                    .isCloseTo((1 - 0.004 * (-10 + 18.75 - 25)) / (1 - 0.004 * (40 + 18.75 - 25)), within(1e-9));
        }

        @Test
        void should_give_no_more_than_its_rating() {
            TestSite site = sunny(block("rated_kw", 10, "area_m2", 100), 1000);
            site.advance(30);

            assertThat(read(site, "total_active_power")).isEqualTo(10);
            assertThat(read(site, "total_input_power")).isGreaterThan(10);
        }

        @Test
        void should_sleep_at_night() {
            TestSite site = sunny(block(), 0);
            site.advance(60);

            assertThat(read(site, "total_input_power")).isZero();
            assertThat(read(site, "total_active_power")).isZero();
            assertThat(read(site, "inverter_status")).isZero();
        }

        @Test
        void should_lose_its_power_with_the_sun_but_get_it_back_by_the_ramp() {
            TestSite site = sunny(block(), 1000);
            site.advance(30);
            site.event(IRRADIANCE, 100, STEP, 0, 10);
            site.ticks(1);
            assertThat(read(site, "total_active_power"))
                    .isCloseTo(read(site, "total_input_power") * 0.97, within(1e-9));

            double low = read(site, "total_active_power");
            site.advance(10.1);
            assertThat(read(site, "total_active_power")).isCloseTo(low + 0.2, within(1e-9));
        }
    }

    @Nested
    class Curtailment {

        @Test
        void should_ramp_down_to_the_rate_and_up_again_without_a_limit() {
            TestSite site = sunny(block("area_m2", 200, "ramp_rate_kw_per_s", 2), 1000);
            site.advance(10);
            site.command("inverter", "active_power_rate", 30);
            site.ticks(1);
            assertThat(read(site, "total_active_power")).isCloseTo(9.8, within(1e-9));
            site.advance(10);
            assertThat(read(site, "total_active_power")).isEqualTo(3);

            site.command("inverter", "active_power_rate", 255);
            site.advance(10);
            assertThat(read(site, "total_active_power")).isEqualTo(10);
            assertThat(site.written("inverter", "active_power_rate")).isEqualTo(255);
        }

        @Test
        void should_honour_a_rate_of_0_though_nothing_was_written_before() {
            TestSite site = sunny(block(), 1000);
            site.command("inverter", "active_power_rate", 0);
            site.advance(30);

            assertThat(read(site, "total_active_power")).isZero();
        }

        @ParameterizedTest
        @ValueSource(doubles = {-1, 101, 254, 256, Double.NaN})
        void should_refuse_a_rate_that_is_none(double rate) {
            assertThat(sunny(block(), 0).tryCommand("inverter", "active_power_rate", rate))
                    .hasValueSatisfying(
                            refusal -> assertThat(refusal).contains("must be from 0 to 100, or 255 for no limit"));
        }

        @Test
        void should_give_no_more_than_a_derating_permits() {
            TestSite site = sunny(block("area_m2", 200), 1000);
            site.set("inverter", "permitted_power_percent", 40);
            site.advance(30);

            assertThat(read(site, "total_active_power")).isEqualTo(4);
        }
    }

    @Nested
    class OnAndOff {

        @Test
        void should_show_in_its_commands_what_is_in_force() {
            TestSite site = sunny(block(), 0);

            assertThat(site.written("inverter", "remote_on_off")).isEqualTo(1);
            assertThat(site.written("inverter", "active_power_rate")).isEqualTo(100);
            assertThat(site.written("inverter", "power_factor_setpoint")).isEqualTo(1);
        }

        @Test
        void should_be_off_at_once_though_nothing_was_written_before() {
            TestSite site = sunny(block(), 1000);
            site.advance(30);
            site.command("inverter", "remote_on_off", 0);
            site.ticks(1);
            assertThat(read(site, "total_active_power")).isZero();

            site.command("inverter", "remote_on_off", 1);
            site.ticks(1);
            assertThat(read(site, "total_active_power")).isCloseTo(0.2, within(1e-12));
        }

        @Test
        void should_refuse_to_be_neither_on_nor_off() {
            assertThat(sunny(block(), 0).tryCommand("inverter", "remote_on_off", 2))
                    .contains("inverter: remote_on_off must be one of [0, 1], but is 2.0");
        }
    }

    @Nested
    class Grid {

        @ParameterizedTest
        @CsvSource({"VOLTAGE, -0.25, 1", "VOLTAGE, 0.15, 1", "FREQUENCY, -3.1, 2", "FREQUENCY, 3.1, 2"})
        void should_leave_a_grid_out_of_bounds_and_come_back_by_itself(
                GridEvent.Kind kind, double magnitude, double fault) {
            TestSite site = sunny(block(), 1000);
            site.advance(30);
            site.event(kind, magnitude, STEP, 0, 5);
            site.ticks(1);
            assertThat(read(site, "total_active_power")).isZero();
            assertThat(read(site, "fault_code")).isEqualTo(fault);

            site.advance(5.1);
            assertThat(read(site, "fault_code")).isZero();
            assertThat(read(site, "total_active_power")).isCloseTo(0.2, within(1e-12));
        }

        @ParameterizedTest
        @CsvSource({"VOLTAGE, -0.2", "VOLTAGE, 0.12", "FREQUENCY, -3", "FREQUENCY, 3"})
        void should_ride_through_what_is_just_within_bounds(GridEvent.Kind kind, double magnitude) {
            TestSite site = sunny(block(), 1000);
            site.event(kind, magnitude, STEP, 0, 50);
            site.advance(30);

            assertThat(read(site, "fault_code")).isZero();
            assertThat(read(site, "total_active_power")).isPositive();
        }

        @Test
        void should_report_the_grid_as_it_is() {
            TestSite site = sunny(block(), 0);
            site.event(VOLTAGE, 0.1, STEP, 0, 50);
            site.event(FREQUENCY, 0.2, STEP, 0, 50);
            site.ticks(1);

            for (int phase = 1; phase <= 3; phase++) {
                assertThat(read(site, "phase_neutral_voltage_" + phase)).isCloseTo(440 / Math.sqrt(3), within(1e-9));
            }
            assertThat(read(site, "grid_frequency")).isEqualTo(50.2);
        }

        @Test
        void should_stay_tripped_by_a_test_until_it_is_switched_off_and_on() {
            TestSite site = sunny(block(), 1000);
            site.advance(30);
            site.set("inverter", "fault_code", 1);
            site.advance(30);
            assertThat(read(site, "fault_code")).isEqualTo(1);
            assertThat(read(site, "total_active_power")).isZero();

            site.command("inverter", "remote_on_off", 0);
            site.ticks(1);
            site.command("inverter", "remote_on_off", 1);
            site.advance(30);
            assertThat(read(site, "fault_code")).isZero();
            assertThat(read(site, "total_active_power")).isPositive();
        }
    }

    @Nested
    class PhaseShift {

        @ParameterizedTest
        @ValueSource(doubles = {1, -1, 0.95, -0.95, 0.8})
        void should_follow_the_power_factor(double factor) {
            TestSite site = sunny(block("rated_kw", 10), 500);
            site.command("inverter", "power_factor_setpoint", factor);
            site.advance(30);
            double powerKw = read(site, "total_active_power");

            assertThat(read(site, "total_reactive_power"))
                    .isCloseTo(powerKw * StrictMath.tan(StrictMath.acos(factor)), within(1e-9));
            assertThat(read(site, "power_factor")).isEqualTo(factor);
        }

        @Test
        void should_give_active_power_the_right_of_way() {
            TestSite site = sunny(block("rated_kw", 10, "area_m2", 200), 1000);
            site.command("inverter", "power_factor_setpoint", 0.8);
            site.advance(30);

            assertThat(read(site, "total_active_power")).isEqualTo(10);
            assertThat(read(site, "total_reactive_power")).isZero();
            assertThat(read(site, "power_factor")).isEqualTo(1);
        }

        @Test
        void should_shift_no_more_than_the_reactive_power_rate_allows() {
            TestSite site = sunny(block("rated_kw", 10), 500);
            site.command("inverter", "power_factor_setpoint", -0.8);
            site.command("inverter", "reactive_power_rate", 5);
            site.advance(30);

            assertThat(read(site, "total_reactive_power")).isEqualTo(-0.5);
            double powerKw = read(site, "total_active_power");
            assertThat(read(site, "power_factor"))
                    .isCloseTo(-powerKw / Math.sqrt(powerKw * powerKw + 0.25), within(1e-12));
        }

        @ParameterizedTest
        @ValueSource(doubles = {0, 1.01, -1.01, 10_000, Double.NaN})
        void should_refuse_a_power_factor_that_is_none(double factor) {
            assertThat(sunny(block(), 0).tryCommand("inverter", "power_factor_setpoint", factor))
                    .isPresent();
        }

        @Test
        void should_survive_the_smallest_power_factor_there_is() {
            TestSite site = sunny(block(), 500);
            site.command("inverter", "power_factor_setpoint", Double.MIN_VALUE);
            site.advance(30);
            double powerKw = read(site, "total_active_power");

            assertThat(read(site, "total_reactive_power")).isCloseTo(Math.sqrt(100 - powerKw * powerKw), within(1e-9));
        }
    }

    @Nested
    class Energy {

        @Test
        void should_count_what_it_gives() {
            TestSite site = sunny(block("area_m2", 200, "ramp_rate_kw_per_s", 1e6), 1000);
            site.advance(1800);

            assertThat(read(site, "today_output_energy")).isCloseTo(5, within(1e-9));
            assertThat(read(site, "lifetime_output_energy")).isCloseTo(5, within(1e-9));
        }

        @Test
        void should_start_the_days_energy_again_at_midnight() {
            TestSite site = TestSite.describe()
                    .startHour(23)
                    .device("inverter", "inverter", block("area_m2", 200, "ramp_rate_kw_per_s", 1e6))
                    .build();
            site.event(IRRADIANCE, 1000, STEP, 0, 1e9);
            site.advance(3600);
            assertThat(read(site, "today_output_energy")).isCloseTo(10, within(1e-6));

            site.ticks(1);
            assertThat(read(site, "today_output_energy")).isCloseTo(10 * 0.1 / 3600, within(1e-9));
            assertThat(read(site, "lifetime_output_energy")).isCloseTo(10.0003, within(1e-4));
        }
    }

    @Nested
    class Temperature {

        @Test
        void should_start_at_30_degrees_and_cool_to_the_air_when_off() {
            TestSite site = sunny(block("ambient_temp_c", 10), 0);
            assertThat(read(site, "temp_inverter")).isEqualTo(30);
            site.command("inverter", "remote_on_off", 0);
            site.advance(2000);

            assertThat(read(site, "temp_inverter")).isCloseTo(10 + 20 * StrictMath.exp(-1), within(1e-6));
        }

        @Test
        void should_be_heated_by_its_losses() {
            TestSite site = TestSite.describe()
                    .step(60)
                    .device("inverter", "inverter", block("area_m2", 200, "ramp_rate_kw_per_s", 1e6))
                    .build();
            site.event(IRRADIANCE, 1000, STEP, 0, 1e9);
            site.advance(86_400);

            assertThat(read(site, "temp_inverter")).isCloseTo(20 + 0.03 * 10_000 / 10, within(1e-3));
        }

        @Test
        void should_be_capped_at_85_degrees() {
            TestSite site = TestSite.describe()
                    .step(60)
                    .device("inverter", "inverter", block("rated_kw", 100, "area_m2", 2000, "ramp_rate_kw_per_s", 1e6))
                    .build();
            site.event(IRRADIANCE, 1000, STEP, 0, 1e9);
            site.advance(86_400);

            assertThat(read(site, "temp_inverter")).isEqualTo(85);
        }
    }

    @Test
    void should_take_the_values_that_a_test_puts_in_place() {
        TestSite site = sunny(block(), 0);
        site.set("inverter", "temp_inverter", 70);
        site.set("inverter", "today_output_energy", 12.5);
        site.set("inverter", "lifetime_output_energy", 98_765);

        assertThat(read(site, "temp_inverter")).isEqualTo(70);
        assertThat(read(site, "today_output_energy")).isEqualTo(12.5);
        assertThat(read(site, "lifetime_output_energy")).isEqualTo(98_765);
        assertThat(site.trySet("inverter", "lifetime_output_energy", -1))
                .contains("lifetime_output_energy must be a finite number, at least 0, but is -1");
        assertThat(site.trySet("inverter", "fault_code", 0.5))
                .contains("fault_code must be a whole number from 0 to 65535, but is 0.5");
    }

    @Test
    void should_say_what_is_wrong_with_its_settings() {
        assertThat(problems(block("rated_kw", 0, "module_efficiency", 2, "noct_c", 400)))
                .containsExactlyInAnyOrder(
                        "site.json:1: rated_kw: must be greater than 0, but is 0",
                        "site.json:1: module_efficiency: must be at most 1, but is 2",
                        "site.json:1: noct_c: must be from 0 to 100, but is 400");
        assertThat(problems(block("temp_coefficient", -0.4)))
                .containsExactly("site.json:1: temp_coefficient: must be from -0.05 to 0.05, but is -0.4");
    }

    /** An inverter under a constant sun, in air of 20 °C. */
    private static TestSite sunny(Map<String, Object> settings, double irradiance) {
        TestSite site =
                TestSite.describe().device("inverter", "inverter", settings).build();
        site.event(IRRADIANCE, irradiance, STEP, 0, 1e9);
        return site;
    }

    private static double read(TestSite site, String point) {
        return site.read("inverter", point);
    }

    private static List<String> problems(Map<String, Object> settings) {
        return TestSettings.problems(
                settings, asset -> new InverterType().create("inverter", asset, new RandomStreams(0)));
    }
}
