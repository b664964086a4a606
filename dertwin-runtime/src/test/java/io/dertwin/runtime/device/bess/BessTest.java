package io.dertwin.runtime.device.bess;

import static io.dertwin.runtime.testing.TestSettings.block;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dertwin.runtime.random.RandomStreams;
import io.dertwin.runtime.settings.Problems;
import io.dertwin.runtime.testing.TestSettings;
import io.dertwin.runtime.testing.TestSite;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BessTest {

    private static final int RUN = 1;
    private static final int STOP = 2;
    private static final int STANDBY = 3;

    @Nested
    class BeforeTheFirstTick {

        @Test
        void should_report_its_true_state() {
            TestSite site = site(block("initial_soc", 60, "max_charge_kw", 30, "max_discharge_kw", 40));

            assertThat(read(site, "system_soc")).isEqualTo(60);
            assertThat(read(site, "system_soh")).isEqualTo(100);
            assertThat(read(site, "service_voltage"))
                    .isCloseTo(700 * (1 + 0.1 * StrictMath.sin(Math.PI * 0.6)), within(1e-9));
            assertThat(read(site, "battery_temperature")).isEqualTo(20);
            assertThat(read(site, "max_charge_power")).isEqualTo(30);
            assertThat(read(site, "max_discharge_power")).isEqualTo(40);
            assertThat(read(site, "available_charging_power")).isEqualTo(30);
            assertThat(read(site, "available_discharging_power")).isEqualTo(40);
            assertThat(read(site, "grid_frequency")).isEqualTo(50);
            assertThat(read(site, "grid_voltage_ab")).isEqualTo(400);
            assertThat(read(site, "working_status")).isZero();
        }

        @Test
        void should_show_in_its_commands_what_is_in_force() {
            TestSite site =
                    site(block("soc_limits", block("lower_1", 15, "lower_2", 10, "upper_1", 90, "upper_2", 95)));

            assertThat(site.written("bess", "start_stop_standby")).isEqualTo(STOP);
            assertThat(site.written("bess", "active_power_setpoint")).isZero();
            assertThat(site.written("bess", "soc_lower_limit_1")).isEqualTo(15);
            assertThat(site.written("bess", "soc_lower_limit_2")).isEqualTo(10);
            assertThat(site.written("bess", "soc_upper_limit_1")).isEqualTo(90);
            assertThat(site.written("bess", "soc_upper_limit_2")).isEqualTo(95);
        }

        @Test
        void should_be_as_warm_as_the_air() {
            TestSite site = TestSite.describe()
                    .model("ambient_temperature", block("mean", -5, "amplitude", 0))
                    .device("bess", "bess", block())
                    .build();

            assertThat(read(site, "battery_temperature")).isEqualTo(-5);
        }
    }

    @Nested
    class Power {

        @Test
        void should_ramp_to_the_setpoint_and_stay_there_exactly() {
            TestSite site = running(block("ramp_rate_kw_per_s", 3), 20);

            site.ticks(1);
            assertThat(read(site, "active_power")).isCloseTo(0.3, within(1e-12));
            site.ticks(9);
            assertThat(read(site, "active_power")).isCloseTo(3, within(1e-12));
            site.advance(10);
            assertThat(read(site, "active_power")).isEqualTo(20);
        }

        @Test
        void should_stay_within_its_rating_while_the_setpoint_reads_back_as_written() {
            TestSite site = running(block("max_charge_kw", 20, "max_discharge_kw", 15), 500);
            site.advance(5);
            assertThat(read(site, "active_power")).isEqualTo(15);
            assertThat(read(site, "on_grid_power")).isEqualTo(500);
            assertThat(site.written("bess", "active_power_setpoint")).isEqualTo(500);

            site.command("bess", "active_power_setpoint", -500);
            site.advance(5);
            assertThat(read(site, "active_power")).isEqualTo(-20);
        }

        @Test
        void should_take_up_a_setpoint_that_was_written_before_the_start() {
            TestSite site = site(block());
            site.command("bess", "active_power_setpoint", -12);
            site.advance(60);
            assertThat(read(site, "active_power")).isZero();

            site.command("bess", "start_stop_standby", RUN);
            site.advance(5);
            assertThat(read(site, "active_power")).isEqualTo(-12);
        }

        @ParameterizedTest
        @ValueSource(ints = {STOP, STANDBY})
        void should_give_nothing_while_stopped_or_on_standby_and_come_back_to_its_setpoint(int mode) {
            TestSite site = running(block(), 10);
            site.advance(5);
            site.command("bess", "start_stop_standby", mode);
            site.advance(5);
            assertThat(read(site, "active_power")).isZero();
            assertThat(read(site, "working_status")).isZero();

            site.command("bess", "start_stop_standby", RUN);
            site.advance(5);
            assertThat(read(site, "active_power")).isEqualTo(10);
            assertThat(read(site, "working_status")).isEqualTo(1);
        }

        @Test
        void should_come_back_to_its_setpoint_once_a_limit_is_gone() {
            TestSite site = running(block(), 20);
            site.advance(5);
            site.set("bess", "battery_temperature", 45);
            site.ticks(1);
            assertThat(read(site, "active_power")).isEqualTo(16);

            site.set("bess", "battery_temperature", 25);
            site.advance(5);
            assertThat(read(site, "active_power")).isEqualTo(20);
        }

        @Test
        void should_cut_at_once_what_the_battery_cannot_take() {
            TestSite site = running(block("ramp_rate_kw_per_s", 1), -20);
            site.advance(30);
            assertThat(read(site, "active_power")).isEqualTo(-20);

            site.set("bess", "system_soc", 90);
            site.ticks(1);
            assertThat(read(site, "active_power")).isEqualTo(0.0);
        }

        @Test
        void should_start_from_zero_when_it_turns_round_after_a_cut() {
            TestSite site = running(block("ramp_rate_kw_per_s", 1), -20);
            site.advance(30);
            site.set("bess", "system_soc", 95);
            site.command("bess", "active_power_setpoint", 20);
            site.ticks(1);

            assertThat(read(site, "active_power")).isEqualTo(0.0);
            site.ticks(1);
            assertThat(read(site, "active_power")).isCloseTo(0.1, within(1e-12));
        }

        @Test
        void should_report_what_belongs_to_its_active_power() {
            TestSite site = running(block(), 20);
            site.advance(5);

            assertThat(read(site, "reactive_power")).isEqualTo(2);
            assertThat(read(site, "apparent_power")).isEqualTo(Math.sqrt(404));
            assertThat(read(site, "service_current")).isCloseTo(20_000 / read(site, "service_voltage"), within(1e-9));
        }

        @Test
        void should_give_no_more_than_a_derating_permits() {
            TestSite site = running(block(), 20);
            site.set("bess", "permitted_power_percent", 40);
            site.advance(5);

            assertThat(read(site, "active_power")).isEqualTo(8);
            assertThat(read(site, "available_charging_power")).isEqualTo(8);

            site.set("bess", "permitted_power_percent", 100);
            site.advance(5);
            assertThat(read(site, "active_power")).isEqualTo(20);
        }
    }

    @Nested
    class WindowOfTheStateOfCharge {

        @ParameterizedTest
        @CsvSource({"50, 20", "25, 20", "22.5, 10", "20, 0", "5, 0"})
        void should_fade_discharging_out_between_the_lower_limits(double soc, double availableKw) {
            TestSite site = site(block("initial_soc", soc));

            assertThat(read(site, "available_discharging_power")).isCloseTo(availableKw, within(1e-9));
            assertThat(read(site, "available_charging_power")).isEqualTo(20);
        }

        @ParameterizedTest
        @CsvSource({"50, 20", "85, 20", "87.5, 10", "90, 0", "99, 0"})
        void should_fade_charging_out_between_the_upper_limits(double soc, double availableKw) {
            TestSite site = site(block("initial_soc", soc));

            assertThat(read(site, "available_charging_power")).isCloseTo(availableKw, within(1e-9));
            assertThat(read(site, "available_discharging_power")).isEqualTo(20);
        }

        @ParameterizedTest
        @CsvSource({"-5, 0.5", "0, 0.5", "5, 0.8", "10, 0.8", "25, 1", "40, 1", "45, 0.8", "55, 0.5", "61, 0"})
        void should_take_less_when_too_cold_or_too_warm(double celsius, double share) {
            TestSite site = site(block());
            site.set("bess", "battery_temperature", celsius);

            assertThat(read(site, "available_charging_power")).isEqualTo(20 * share);
            assertThat(read(site, "available_discharging_power")).isEqualTo(20 * share);
        }

        @Test
        void should_take_limits_from_commands() {
            TestSite site = running(block("initial_soc", 60), -20);
            site.command("bess", "soc_upper_limit_1", 40);
            site.command("bess", "soc_upper_limit_2", 60);
            site.ticks(1);

            assertThat(read(site, "active_power")).isZero();
            assertThat(read(site, "available_charging_power")).isZero();
        }

        @Test
        void should_refuse_limits_outside_0_to_100_or_out_of_order() {
            TestSite site = site(block());

            assertThat(site.tryCommand("bess", "soc_upper_limit_2", 65_535))
                    .contains("bess: soc_upper_limit_2 must be from 0.0 to 100.0, but is 65535.0");
            assertThat(site.tryCommand("bess", "soc_lower_limit_1", 10))
                    .hasValueSatisfying(refusal -> assertThat(refusal).contains("20.0, 10.0, 85.0, 90.0"));
            assertThat(site.written("bess", "soc_upper_limit_2")).isEqualTo(90);
        }
    }

    @Nested
    class Energy {

        @Test
        void should_lose_on_a_round_trip_what_the_efficiency_says() {
            TestSite site = running(block("capacity_kwh", 10, "initial_soc", 50, "round_trip_eff", 0.81), -10);
            double before = read(site, "system_soc");
            site.advance(600);
            double charged = read(site, "total_charge_energy");
            assertThat(read(site, "system_soc") - before).isCloseTo(charged * 0.9 / 10 * 100, within(1e-9));

            site.command("bess", "active_power_setpoint", 10);
            while (read(site, "system_soc") > before) {
                site.ticks(1);
            }
            assertThat(read(site, "total_discharge_energy") / charged).isCloseTo(0.81, within(1e-3));
        }

        @Test
        void should_count_energy_at_its_terminals() {
            TestSite site = running(block("ramp_rate_kw_per_s", 1000), 18);
            site.advance(3600);

            assertThat(read(site, "total_discharge_energy")).isCloseTo(18, within(1e-9));
            assertThat(read(site, "total_charge_energy")).isZero();
        }

        @Test
        void should_count_a_cycle_for_the_capacity_in_and_out_of_the_cells() {
            TestSite site = running(block("capacity_kwh", 10, "round_trip_eff", 1.0), -10);
            site.advance(600);
            double charged = read(site, "total_charge_energy");

            assertThat(read(site, "charge_and_discharge_cycles")).isCloseTo(charged / 20, within(1e-9));
            assertThat(read(site, "system_soh")).isCloseTo(100 - 0.005 * charged / 20, within(1e-9));
        }

        @Test
        void should_put_no_more_into_full_cells_than_fits() {
            TestSite site = TestSite.describe()
                    .step(3600)
                    .device(
                            "bess",
                            "bess",
                            block(
                                    "capacity_kwh",
                                    10,
                                    "max_charge_kw",
                                    20,
                                    "soc_limits",
                                    block("upper_1", 99, "upper_2", 100)))
                    .build();
            site.command("bess", "start_stop_standby", RUN);
            site.command("bess", "active_power_setpoint", -20);
            site.ticks(1);

            assertThat(read(site, "system_soc")).isEqualTo(100);
            assertThat(read(site, "active_power")).isCloseTo(-5 / Math.sqrt(0.92), within(1e-9));
            site.ticks(10);
            assertThat(read(site, "system_soc")).isEqualTo(100);
            assertThat(read(site, "active_power")).isEqualTo(0.0);
        }

        @Test
        void should_read_back_the_state_of_charge_that_was_put_in_place() {
            TestSite site = site(block("capacity_kwh", 13.3));
            for (double soc = 0; soc <= 100; soc += 0.7) {
                site.set("bess", "system_soc", soc);
                assertThat(read(site, "system_soc")).isEqualTo(soc);
            }
        }
    }

    @Nested
    class Temperature {

        @Test
        void should_be_heated_by_its_losses() {
            TestSite site = running(block("internal_resistance", 0.5, "ambient_temp_c", 10), 20);
            site.advance(1200);

            double current = read(site, "service_current");
            double settled = 10 + current * current * 0.5 / 200;
            assertThat(read(site, "battery_temperature")).isBetween(10.1, settled);
        }

        @Test
        void should_take_heat_from_warmer_air() {
            TestSite site = site(block("ambient_temp_c", 30));
            site.set("bess", "battery_temperature", 5);
            site.advance(2500);

            assertThat(read(site, "battery_temperature")).isCloseTo(30 - 25 * StrictMath.exp(-1), within(1e-6));
        }

        @Test
        void should_scale_with_the_size_of_the_pack_unless_told_otherwise() {
            BessParameters small = parameters(block("capacity_kwh", 10));
            assertThat(small.internalResistanceOhm()).isCloseTo(0.05, within(1e-12));
            assertThat(small.thermalCapacityJPerK()).isCloseTo(50_000, within(1e-6));
            assertThat(small.thermalConductanceWPerK()).isCloseTo(20, within(1e-9));

            BessParameters given = parameters(block("capacity_kwh", 10, "internal_resistance", 0.2));
            assertThat(given.internalResistanceOhm()).isEqualTo(0.2);
        }
    }

    @Nested
    class Faults {

        @Test
        void should_trip_above_75_degrees_and_stay_tripped_until_reset() {
            TestSite site = running(block(), 10);
            site.set("bess", "battery_temperature", 76);
            site.ticks(1);
            assertThat(read(site, "fault_code")).isEqualTo(1001);
            assertThat(read(site, "working_status")).isEqualTo(2);
            assertThat(read(site, "active_power")).isZero();

            site.set("bess", "battery_temperature", 25);
            site.advance(60);
            assertThat(read(site, "fault_code")).isEqualTo(1001);

            site.command("bess", "fault_reset", 1);
            site.advance(5);
            assertThat(read(site, "fault_code")).isZero();
            assertThat(read(site, "active_power")).isEqualTo(10);
        }

        @Test
        void should_trip_again_while_the_cause_lasts() {
            TestSite site = site(block("ambient_temp_c", 79));
            site.set("bess", "battery_temperature", 79);
            site.ticks(1);
            site.command("bess", "fault_reset", 1);
            site.ticks(1);

            assertThat(read(site, "fault_code")).isEqualTo(1001);
        }

        @Test
        void should_trip_when_its_energy_is_exhausted_and_be_charged_again_after_a_reset() {
            TestSite site = running(
                    block("capacity_kwh", 1, "initial_soc", 1, "soc_limits", block("lower_1", 0, "lower_2", 0)), 20);
            site.advance(60);
            assertThat(read(site, "system_soc")).isZero();
            assertThat(read(site, "fault_code")).isEqualTo(2001);

            site.command("bess", "active_power_setpoint", -20);
            site.command("bess", "fault_reset", 1);
            site.advance(5);
            assertThat(read(site, "fault_code")).isZero();
            assertThat(read(site, "active_power")).isEqualTo(-20);
        }

        @Test
        void should_reset_once_for_each_write_and_not_for_as_long_as_it_was_written() {
            TestSite site = site(block());
            site.command("bess", "fault_reset", 1);
            site.ticks(1);
            assertThat(site.written("bess", "fault_reset")).isZero();

            site.set("bess", "fault_code", 77);
            site.command("bess", "active_power_setpoint", 5);
            site.advance(10);
            assertThat(read(site, "fault_code")).isEqualTo(77);
        }

        @Test
        void should_reset_nothing_when_something_else_than_1_is_written() {
            TestSite site = site(block());
            site.set("bess", "fault_code", 77);
            site.command("bess", "fault_reset", 0);
            site.ticks(1);

            assertThat(read(site, "fault_code")).isEqualTo(77);
        }
    }

    @Nested
    class Commands {

        @ParameterizedTest
        @ValueSource(doubles = {0, 4, 7, 1.5, 65_535, Double.NaN})
        void should_refuse_a_mode_that_it_does_not_have(double mode) {
            TestSite site = site(block());

            assertThat(site.tryCommand("bess", "start_stop_standby", mode)).isPresent();
            site.ticks(1);
            assertThat(read(site, "working_status")).isZero();
        }

        @Test
        void should_report_the_modes_that_were_written() {
            TestSite site = site(block());
            site.command("bess", "power_control_mode", 2);
            site.command("bess", "local_remote_settings", 1);
            site.ticks(1);

            assertThat(read(site, "power_control_mode")).isEqualTo(2);
            assertThat(read(site, "local_remote_mode")).isEqualTo(1);
            assertThat(site.tryCommand("bess", "local_remote_settings", 3)).isPresent();
        }

        @Test
        void should_refuse_a_setpoint_that_is_no_number() {
            assertThat(site(block()).tryCommand("bess", "active_power_setpoint", Double.NaN))
                    .isPresent();
        }
    }

    @Test
    void should_say_what_is_wrong_with_its_settings() {
        assertThat(problems(block("capacity_kwh", -10)))
                .containsExactly("site.json:1: capacity_kwh: must be greater than 0, but is -10");
        assertThat(problems(block("capacity_kwh", 0)))
                .containsExactly("site.json:1: capacity_kwh: must be greater than 0, but is 0");
        assertThat(problems(block("initial_soc", 101)))
                .containsExactly("site.json:1: initial_soc: must be from 0 to 100, but is 101");
        assertThat(problems(block("round_trip_eff", 1.2)))
                .containsExactly("site.json:1: round_trip_eff: must be at most 1, but is 1.2");
        assertThat(problems(block("ramp_rate_kw_per_s", 0)))
                .containsExactly("site.json:1: ramp_rate_kw_per_s: must be greater than 0, but is 0");
        assertThat(problems(block("capacity_kw", 10)))
                .containsExactly("site.json:1: capacity_kw: unknown key 'capacity_kw', did you mean 'capacity_kwh'?");
        assertThat(problems(block("soc_limits", block("lower_1", 15))))
                .singleElement()
                .asString()
                .startsWith("site.json:1: soc_limits: must be ordered lower_2 <= lower_1 < upper_1 <= upper_2");
    }

    @Test
    void should_say_why_a_point_cannot_be_set() {
        TestSite site = site(block());

        assertThat(site.trySet("bess", "system_soc", 101)).contains("system_soc must be from 0 to 100, but is 101");
        assertThat(site.trySet("bess", "active_power", 5))
                .hasValueSatisfying(refusal -> assertThat(refusal)
                        .startsWith("active_power is computed and cannot be set (these can be set: system_soc,"));
        assertThat(site.trySet("bess", "system_sco", 5))
                .hasValueSatisfying(refusal -> assertThat(refusal)
                        .startsWith("bess has no point 'system_sco' to set, did you mean 'system_soc'?"));
    }

    private static TestSite site(Map<String, Object> settings) {
        return TestSite.describe().device("bess", "bess", settings).build();
    }

    private static TestSite running(Map<String, Object> settings, double setpointKw) {
        TestSite site = site(settings);
        site.command("bess", "start_stop_standby", RUN);
        site.command("bess", "active_power_setpoint", setpointKw);
        return site;
    }

    private static double read(TestSite site, String point) {
        return site.read("bess", point);
    }

    private static BessParameters parameters(Map<String, Object> settings) {
        return BessParameters.from(TestSettings.of(settings, new Problems()));
    }

    private static List<String> problems(Map<String, Object> settings) {
        return TestSettings.problems(settings, asset -> new BessType().create("bess", asset, new RandomStreams(0)));
    }
}
