package io.dertwin.runtime.device.chp;

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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChpTest {

    private static final int FAULT = 0;
    private static final int READY = 1;
    private static final int STARTING = 2;
    private static final int IDLE = 3;
    private static final int SYNCHRONIZING = 4;
    private static final int RUNNING = 5;
    private static final int STOPPING = 6;
    private static final int WARM_UP = 18;

    @Nested
    class Start {

        @Test
        void should_go_from_ready_to_running_in_115_seconds() {
            TestSite site = site(block());
            assertThat(state(site)).isEqualTo(READY);
            site.command("chp", "start_stop", 1);

            StringBuilder way = new StringBuilder();
            double before = READY;
            for (int tick = 1; tick <= 1300; tick++) {
                site.ticks(1);
                if (state(site) != before) {
                    before = state(site);
                    way.append((int) before)
                            .append(" after ")
                            .append(tick / 10.0)
                            .append(" s; ");
                }
            }

            assertThat(way)
                    .hasToString("2 after 0.1 s; 18 after 10.0 s; 3 after 70.0 s; 4 after 100.0 s; 5 after 115.0 s; ");
        }

        @ParameterizedTest
        @ValueSource(doubles = {0.01, 0.3, 1, 7, 60})
        void should_take_as_long_whatever_the_step_is(double step) {
            TestSite site =
                    TestSite.describe().step(step).device("chp", "chp", block()).build();
            site.command("chp", "start_stop", 1);
            site.ticks((long) Math.ceil(115 / step) - 1);
            assertThat(state(site)).isNotEqualTo(RUNNING);
            site.ticks(1);
            assertThat(state(site)).isEqualTo(RUNNING);
        }

        @Test
        void should_take_as_long_as_its_settings_say() {
            TestSite site = site(block("timings", block("starting", 1, "warmup", 0, "idle", 2, "synchronizing", 0)));
            site.command("chp", "start_stop", 1);
            site.advance(1);
            assertThat(state(site)).isEqualTo(IDLE);
            site.advance(2);
            assertThat(state(site)).isEqualTo(RUNNING);
        }

        @ParameterizedTest
        @CsvSource({"0.1, 2", "30, 18", "80, 3", "110, 4", "120, 5"})
        void should_honour_a_stop_in_every_phase(double seconds, double phase) {
            TestSite site = site(block());
            site.command("chp", "start_stop", 1);
            site.advance(seconds);
            assertThat(state(site)).isEqualTo(phase);

            site.command("chp", "start_stop", 0);
            site.ticks(1);
            assertThat(state(site)).isEqualTo(STOPPING);
            site.advance(19.8);
            assertThat(state(site)).isEqualTo(STOPPING);
            site.ticks(1);
            assertThat(state(site)).isEqualTo(READY);
            site.advance(300);
            assertThat(state(site)).isEqualTo(READY);
        }

        @Test
        void should_run_when_a_start_follows_a_stop_that_followed_a_start() {
            TestSite site = site(block());
            site.command("chp", "start_stop", 1);
            site.advance(5);
            site.command("chp", "start_stop", 0);
            site.advance(5);
            site.command("chp", "start_stop", 1);
            site.advance(5);
            assertThat(state(site)).isEqualTo(STOPPING);

            site.advance(10);
            assertThat(state(site)).isEqualTo(READY);
            site.ticks(1);
            assertThat(state(site)).isEqualTo(STARTING);
            site.advance(115);
            assertThat(state(site)).isEqualTo(RUNNING);
        }

        @Test
        void should_stay_ready_when_a_start_is_taken_back_before_the_tick() {
            TestSite site = site(block());
            site.command("chp", "start_stop", 1);
            site.command("chp", "start_stop", 0);
            site.advance(10);

            assertThat(state(site)).isEqualTo(READY);
            assertThat(read(site, "start_counter")).isZero();
        }

        @Test
        void should_listen_to_nobody_far_away_in_manual_mode() {
            TestSite site = site(block());
            site.set("chp", "auto_mode", 0);
            site.command("chp", "start_stop", 1);
            site.advance(10);

            assertThat(state(site)).isEqualTo(READY);
        }

        @Test
        void should_raise_its_flags_phase_by_phase() {
            TestSite site = site(block());
            assertThat(flags(site)).isEqualTo("auto_mode");
            site.command("chp", "start_stop", 1);
            site.advance(5);
            assertThat(flags(site)).isEqualTo("auto_mode ignition_on starter_on prelube_pump_on");
            site.advance(30);
            assertThat(flags(site)).isEqualTo("auto_mode engine_running ignition_on preheat_on");
            site.advance(50);
            assertThat(flags(site)).isEqualTo("auto_mode engine_running ignition_on");
            site.advance(20);
            assertThat(flags(site)).isEqualTo("auto_mode engine_running ignition_on");
            site.advance(20);
            assertThat(flags(site)).isEqualTo("auto_mode engine_running circuit_breaker_closed ignition_on");
        }
    }

    @Nested
    class Power {

        @Test
        void should_take_up_a_setpoint_that_was_written_before_the_start() {
            TestSite site = site(block());
            site.command("chp", "power_setpoint_percent", 60);
            site.command("chp", "start_stop", 1);
            site.advance(115);
            assertThat(read(site, "actual_power_percent")).isZero();

            site.ticks(1);
            assertThat(read(site, "actual_power_percent")).isCloseTo(0.5, within(1e-12));
            site.advance(12);
            assertThat(read(site, "actual_power_percent")).isEqualTo(60);
            assertThat(read(site, "actual_power_kw")).isEqualTo(2400);
            assertThat(read(site, "heat_power_kw")).isEqualTo(2400);
        }

        @ParameterizedTest
        @CsvSource({"-5, 0", "0, 0", "0.1, 30", "30, 30", "75.5, 75.5", "100, 100", "500, 100"})
        void should_keep_to_its_load_band_and_to_what_is_permitted(double setpoint, double percent) {
            TestSite site = runningAt(block(), setpoint);

            assertThat(read(site, "actual_power_percent")).isEqualTo(percent);
            assertThat(site.written("chp", "power_setpoint_percent")).isEqualTo(setpoint);
        }

        @Test
        void should_overload_up_to_its_maximum_when_that_is_permitted() {
            TestSite site = runningAt(block("max_load_percent", 108), 110);
            site.set("chp", "permitted_power_percent", 110);
            site.advance(10);

            assertThat(read(site, "actual_power_percent")).isEqualTo(108);
        }

        @Test
        void should_give_less_when_derated_and_say_so_and_come_back() {
            TestSite site = runningAt(block(), 90);
            site.set("chp", "permitted_power_percent", 40);
            site.advance(20);
            assertThat(read(site, "actual_power_percent")).isEqualTo(40);
            assertThat(read(site, "collective_warning")).isEqualTo(1);

            site.set("chp", "permitted_power_percent", 100);
            site.advance(20);
            assertThat(read(site, "actual_power_percent")).isEqualTo(90);
            assertThat(read(site, "collective_warning")).isZero();
        }

        @Test
        void should_give_heat_in_proportion() {
            TestSite site = runningAt(block("rated_kw", 100, "heat_to_power_ratio", 1.3), 50);

            assertThat(read(site, "heat_power_kw")).isCloseTo(65, within(1e-9));
        }

        @Test
        void should_ramp_as_fast_as_its_settings_say() {
            TestSite site = runningAt(block("ramp_rate_percent_per_s", 1), 40);
            site.command("chp", "power_setpoint_percent", 100);
            site.advance(10);

            assertThat(read(site, "actual_power_percent")).isCloseTo(50, within(1e-9));
        }
    }

    @Nested
    class Stop {

        @Test
        void should_take_the_load_off_before_the_breaker_opens_and_the_engine_is_let_go() {
            TestSite site = runningAt(block(), 50);
            site.command("chp", "start_stop", 0);
            site.advance(5);
            assertThat(state(site)).isEqualTo(STOPPING);
            assertThat(read(site, "actual_power_percent")).isCloseTo(25, within(1e-9));
            assertThat(read(site, "engine_speed_rpm")).isCloseTo(1500, within(1.0));
            assertThat(flags(site)).isEqualTo("auto_mode engine_running circuit_breaker_closed ignition_on");

            site.advance(5);
            assertThat(read(site, "actual_power_percent")).isZero();
            assertThat(flags(site)).isEqualTo("auto_mode");
            site.advance(5);
            assertThat(read(site, "engine_speed_rpm")).isCloseTo(1500 * StrictMath.exp(-1), within(40.0));
        }

        @Test
        void should_stay_stopping_for_as_long_as_it_takes_to_unload() {
            TestSite site = runningAt(block("ramp_rate_percent_per_s", 2), 100);
            site.command("chp", "start_stop", 0);
            site.advance(49.9);
            assertThat(state(site)).isEqualTo(STOPPING);
            site.advance(0.2);
            assertThat(state(site)).isEqualTo(READY);
        }

        @Test
        void should_never_let_power_flow_with_the_breaker_open_or_from_an_engine_at_rest() {
            TestSite site = runningAt(block(), 100);
            site.command("chp", "start_stop", 0);
            for (int tick = 0; tick < 600; tick++) {
                site.ticks(1);
                if (read(site, "actual_power_kw") > 0) {
                    assertThat(read(site, "circuit_breaker_closed")).isEqualTo(1);
                    assertThat(read(site, "engine_speed_rpm")).isGreaterThan(1490);
                } else {
                    assertThat(read(site, "circuit_breaker_closed")).isZero();
                }
            }
        }
    }

    @Nested
    class Faults {

        @Test
        void should_cut_power_at_once_and_stay_in_fault_until_acknowledged() {
            TestSite site = runningAt(block(), 80);
            site.set("chp", "unit_state", FAULT);
            site.ticks(1);
            assertThat(read(site, "actual_power_kw")).isZero();
            assertThat(read(site, "fault_code")).isEqualTo(2);
            assertThat(flags(site)).isEqualTo("auto_mode collective_fault");

            site.command("chp", "start_stop", 0);
            site.command("chp", "start_stop", 1);
            site.command("chp", "remote_acknowledgment", 1);
            site.advance(300);
            assertThat(state(site)).isEqualTo(FAULT);

            site.command("chp", "remote_acknowledgment", 4321);
            assertThat(site.written("chp", "remote_acknowledgment")).isEqualTo(4321);
            site.ticks(1);
            assertThat(site.written("chp", "remote_acknowledgment")).isZero();
            assertThat(state(site)).isEqualTo(READY);
            assertThat(read(site, "fault_code")).isZero();
            site.advance(300);
            assertThat(state(site)).isEqualTo(READY);
        }

        @Test
        void should_start_again_when_a_start_follows_the_acknowledgment() {
            TestSite site = runningAt(block(), 80);
            site.set("chp", "fault_code", 345);
            site.ticks(1);
            assertThat(state(site)).isEqualTo(FAULT);
            assertThat(read(site, "fault_code")).isEqualTo(345);

            site.command("chp", "remote_acknowledgment", 4321);
            site.command("chp", "start_stop", 1);
            site.ticks(1);
            assertThat(state(site)).isEqualTo(STARTING);
            site.advance(135);
            assertThat(read(site, "actual_power_percent")).isEqualTo(80);
        }

        @Test
        void should_trip_on_an_emergency_stop_and_again_for_as_long_as_it_is_pressed() {
            TestSite site = runningAt(block(), 80);
            site.set("chp", "e_stop_request", 1);
            site.ticks(1);
            assertThat(state(site)).isEqualTo(FAULT);
            assertThat(read(site, "fault_code")).isEqualTo(1);
            assertThat(read(site, "e_stop_request")).isEqualTo(1);

            site.command("chp", "remote_acknowledgment", 4321);
            site.ticks(1);
            assertThat(state(site)).isEqualTo(FAULT);

            site.set("chp", "e_stop_request", 0);
            site.command("chp", "remote_acknowledgment", 4321);
            site.ticks(1);
            assertThat(state(site)).isEqualTo(READY);
        }

        @Test
        void should_do_nothing_on_an_acknowledgment_without_a_fault() {
            TestSite site = runningAt(block(), 80);
            site.command("chp", "remote_acknowledgment", 4321);
            site.advance(10);

            assertThat(state(site)).isEqualTo(RUNNING);
            assertThat(read(site, "actual_power_percent")).isEqualTo(80);
        }

        @Test
        void should_warn_until_acknowledged() {
            TestSite site = site(block());
            site.set("chp", "collective_warning", 1);
            site.advance(60);
            assertThat(read(site, "collective_warning")).isEqualTo(1);

            site.command("chp", "remote_acknowledgment", 4321);
            site.ticks(1);
            assertThat(read(site, "collective_warning")).isZero();
        }

        @Test
        void should_miss_its_supply_while_the_mains_are_down() {
            TestSite site = site(block());
            site.event(VOLTAGE, -0.25, STEP, 0, 5);
            site.ticks(1);
            assertThat(flags(site)).isEqualTo("auto_mode collective_warning power_supply_failure");

            site.advance(6);
            assertThat(flags(site)).isEqualTo("auto_mode");
        }
    }

    @Nested
    class Engine {

        @Test
        void should_be_as_warm_as_the_air_before_it_starts() {
            TestSite site = TestSite.describe()
                    .model("ambient_temperature", block("mean", 12, "amplitude", 0))
                    .device("chp", "chp", block())
                    .build();

            for (String point : List.of(
                    "coolant_outlet_temp",
                    "coolant_inlet_temp",
                    "oil_temperature",
                    "exhaust_temp_after_catalyst",
                    "intake_air_temp")) {
                assertThat(read(site, point)).as(point).isEqualTo(12);
            }
            assertThat(read(site, "engine_speed_rpm")).isZero();
        }

        @Test
        void should_settle_at_what_belongs_to_its_load() {
            TestSite site = runningAt(block("ambient_temp_c", 15), 60);
            site.advance(7200);

            assertThat(read(site, "engine_speed_rpm")).isCloseTo(1500, within(1e-6));
            assertThat(read(site, "coolant_outlet_temp")).isCloseTo(88, within(1e-6));
            assertThat(read(site, "coolant_inlet_temp")).isCloseTo(80, within(1e-6));
            assertThat(read(site, "oil_temperature")).isCloseTo(93, within(1e-6));
            assertThat(read(site, "exhaust_temp_after_catalyst")).isCloseTo(450 * 0.8, within(1e-6));
            assertThat(read(site, "intake_air_temp")).isCloseTo(20, within(1e-6));
            assertThat(read(site, "oil_pressure")).isCloseTo(4.5, within(1e-6));
            assertThat(read(site, "charge_pressure")).isCloseTo(1.2, within(1e-6));
            assertThat(read(site, "throttle_position")).isCloseTo(60, within(1e-6));
        }

        @Test
        void should_follow_its_starter_and_then_run_up() {
            TestSite site = site(block());
            site.command("chp", "start_stop", 1);
            site.advance(10);
            // a ramp of 150 rpm/s through a lag of 5 s: 150·(t − τ·(1 − exp(−t/τ)))
            double cranked = 150 * (10 - 5 * (1 - StrictMath.exp(-2)));
            assertThat(read(site, "engine_speed_rpm")).isCloseTo(cranked, within(10.0));
            assertThat(read(site, "oil_pressure")).isCloseTo(4.5, within(0.1));
            assertThat(read(site, "exhaust_temp_after_catalyst"))
                    .isCloseTo(200 - 180 * StrictMath.exp(-10 / 15.0), within(1e-6));

            site.advance(60);
            assertThat(read(site, "engine_speed_rpm")).isCloseTo(1500, within(0.1));
        }

        @Test
        void should_cool_down_step_by_step_after_a_stop() {
            TestSite site = runningAt(block("timings", block("stopping", 3600)), 50);
            site.command("chp", "start_stop", 0);
            site.advance(3590);
            assertThat(read(site, "coolant_outlet_temp")).isCloseTo(40, within(1e-6));
            assertThat(read(site, "oil_temperature")).isCloseTo(35, within(1e-6));
            assertThat(read(site, "exhaust_temp_after_catalyst")).isCloseTo(20, within(1e-6));
            assertThat(read(site, "oil_pressure")).isCloseTo(0, within(1e-6));

            site.advance(7200);
            assertThat(state(site)).isEqualTo(READY);
            assertThat(read(site, "coolant_outlet_temp")).isCloseTo(20, within(1e-6));
            assertThat(read(site, "coolant_inlet_temp")).isCloseTo(20, within(1e-6));
            assertThat(read(site, "oil_temperature")).isCloseTo(20, within(1e-6));
            assertThat(read(site, "intake_air_temp")).isCloseTo(20, within(1e-6));
        }

        @Test
        void should_keep_the_inlet_8_kelvin_below_the_outlet_but_never_below_the_air() {
            TestSite site = site(block());
            site.command("chp", "start_stop", 1);
            for (int i = 0; i < 300; i++) {
                site.advance(1);
                double outlet = read(site, "coolant_outlet_temp");
                assertThat(read(site, "coolant_inlet_temp")).isCloseTo(Math.max(20, outlet - 8), within(1e-9));
            }
        }
    }

    @Nested
    class Counters {

        @Test
        void should_count_hours_only_while_it_runs() {
            TestSite site = site(block());
            site.command("chp", "start_stop", 1);
            site.advance(115);
            assertThat(read(site, "operating_hours")).isZero();
            site.advance(3600);
            assertThat(read(site, "operating_hours")).isCloseTo(1, within(1e-9));

            site.command("chp", "start_stop", 0);
            site.advance(3600);
            assertThat(read(site, "operating_hours")).isCloseTo(1, within(1e-9));
        }

        @Test
        void should_count_every_start_from_ready() {
            TestSite site = site(block());
            for (int i = 0; i < 3; i++) {
                site.command("chp", "start_stop", 1);
                site.advance(30);
                site.command("chp", "start_stop", 0);
                site.advance(30);
            }

            assertThat(read(site, "start_counter")).isEqualTo(3);
        }

        @Test
        void should_carry_over_into_the_ten_thousands() {
            TestSite site = site(block());
            site.set("chp", "operating_hours", 9999);
            site.set("chp", "operating_hours_10000", 3);
            site.set("chp", "start_counter", 9999);
            site.set("chp", "start_counter_10000", 1);
            site.command("chp", "start_stop", 1);
            site.advance(115 + 5400);

            assertThat(read(site, "operating_hours")).isCloseTo(0.5, within(1e-6));
            assertThat(read(site, "operating_hours_10000")).isEqualTo(4);
            assertThat(read(site, "start_counter")).isZero();
            assertThat(read(site, "start_counter_10000")).isEqualTo(2);
        }
    }

    @Nested
    class PutInPlace {

        @Test
        void should_run_at_once_and_warm_when_put_into_running() {
            TestSite site = site(block());
            site.command("chp", "power_setpoint_percent", 40);
            site.set("chp", "unit_state", RUNNING);
            assertThat(read(site, "engine_speed_rpm")).isEqualTo(1500);
            assertThat(read(site, "coolant_outlet_temp")).isEqualTo(85);

            site.advance(10);
            assertThat(read(site, "actual_power_percent")).isEqualTo(40);
            site.command("chp", "start_stop", 0);
            site.advance(25);
            assertThat(state(site)).isEqualTo(READY);
        }

        @Test
        void should_go_on_from_the_phase_that_it_is_put_into() {
            TestSite site = site(block());
            site.set("chp", "unit_state", SYNCHRONIZING);
            site.advance(14.9);
            assertThat(state(site)).isEqualTo(SYNCHRONIZING);
            site.ticks(1);
            assertThat(state(site)).isEqualTo(RUNNING);
        }

        @ParameterizedTest
        @EnumSource(
                value = UnitState.class,
                names = {"FAULT", "READY", "STARTING", "IDLE", "SYNCHRONIZING", "RUNNING", "STOPPING", "WARM_UP"},
                mode = EnumSource.Mode.EXCLUDE)
        void should_stay_out_of_service_until_it_is_put_back(UnitState service) {
            TestSite site = site(block());
            site.set("chp", "unit_state", service.code());
            site.command("chp", "start_stop", 1);
            site.advance(300);
            assertThat(state(site)).isEqualTo(service.code());
            assertThat(read(site, "actual_power_kw")).isZero();
            assertThat(read(site, "prelube_pump_on")).isEqualTo(service == UnitState.FORCED_PRELUBE ? 1 : 0);

            site.set("chp", "unit_state", READY);
            site.advance(10);
            assertThat(state(site)).isEqualTo(READY);
        }

        @Test
        void should_leave_the_sites_balance_alone_until_the_next_tick() {
            TestSite site = runningAt(block("rated_kw", 100), 50);
            double grid = site.gridPower();
            site.set("chp", "unit_state", FAULT);
            assertThat(site.gridPower()).isEqualTo(grid);
            assertThat(read(site, "actual_power_kw")).isEqualTo(50);

            site.ticks(1);
            assertThat(site.gridPower()).isEqualTo(5);
            assertThat(read(site, "actual_power_kw")).isZero();
        }

        @Test
        void should_refuse_what_cannot_be() {
            TestSite site = site(block());

            assertThat(site.trySet("chp", "unit_state", 20)).contains("unit_state must be from 0 to 19, but is 20");
            assertThat(site.trySet("chp", "operating_hours", 10_000))
                    .contains("operating_hours must be from 0 to 9999, but is 10000");
            assertThat(site.trySet("chp", "actual_power_kw", 10)).isPresent();
        }
    }

    @Test
    void should_say_what_is_wrong_with_its_settings() {
        assertThat(problems(block("rated_kw", -1, "heat_to_power_ratio", -1)))
                .containsExactlyInAnyOrder(
                        "site.json:1: rated_kw: must be greater than 0, but is -1",
                        "site.json:1: heat_to_power_ratio: must be at least 0, but is -1");
        assertThat(problems(block("min_load_percent", 80, "max_load_percent", 50)))
                .containsExactly("site.json:1: max_load_percent: must be from 80 to 150, but is 50");
        assertThat(problems(block("min_load_percent", 120)))
                .containsExactly("site.json:1: min_load_percent: must be from 0 to 110, but is 120");
        assertThat(problems(block("timings", block("warmup", -1, "warm_up", 5))))
                .containsExactlyInAnyOrder(
                        "site.json:1: timings.warmup: must be at least 0, but is -1",
                        "site.json:1: timings.warm_up: unknown key 'warm_up', did you mean 'warmup'?");
    }

    private static TestSite site(Map<String, Object> settings) {
        return TestSite.describe().device("chp", "chp", settings).build();
    }

    /** A unit that has been started in the ordinary way and has reached its power. */
    private static TestSite runningAt(Map<String, Object> settings, double setpointPercent) {
        TestSite site = site(settings);
        site.command("chp", "start_stop", 1);
        site.command("chp", "power_setpoint_percent", setpointPercent);
        site.advance(115 + 60);
        return site;
    }

    private static double state(TestSite site) {
        return read(site, "unit_state");
    }

    /** The names of all flags that are raised. */
    private static String flags(TestSite site) {
        List<String> names = List.of(
                "auto_mode",
                "engine_running",
                "circuit_breaker_closed",
                "e_stop_request",
                "collective_warning",
                "collective_fault",
                "power_supply_failure",
                "ignition_on",
                "starter_on",
                "prelube_pump_on",
                "preheat_on");
        return String.join(
                " ", names.stream().filter(name -> read(site, name) == 1).toList());
    }

    private static double read(TestSite site, String point) {
        return site.read("chp", point);
    }

    private static List<String> problems(Map<String, Object> settings) {
        return TestSettings.problems(settings, asset -> new ChpType().create("chp", asset, new RandomStreams(0)));
    }
}
