package io.dertwin.runtime.contract;

import static io.dertwin.client.RegisterWrite.written;
import static io.dertwin.client.ValueMatcher.atLeast;
import static io.dertwin.client.ValueMatcher.atMost;
import static io.dertwin.client.ValueMatcher.equalTo;
import static io.dertwin.client.ValueMatcher.greaterThan;
import static io.dertwin.client.ValueMatcher.lessThan;
import static io.dertwin.client.ValueMatcher.notEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dertwin.client.ActiveFault;
import io.dertwin.client.ClockMode;
import io.dertwin.client.DerTwin;
import io.dertwin.client.DerTwinException;
import io.dertwin.client.DeviceRegister;
import io.dertwin.client.Fault;
import io.dertwin.client.HistoryQuery;
import io.dertwin.client.JournalEntry;
import io.dertwin.client.JournalQuery;
import io.dertwin.client.JournalWrite;
import io.dertwin.client.Pace;
import io.dertwin.client.RegisterAccess;
import io.dertwin.client.RegisterWrite;
import io.dertwin.client.SimulatedDevice;
import io.dertwin.client.SiteClock;
import io.dertwin.client.Snapshot;
import io.dertwin.client.TelemetrySeries;
import io.dertwin.client.VerificationError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a site means to whoever uses the Java API, in this JVM or over a network: every way to get one passes this. */
@Timeout(120)
abstract class SiteContract {

    private static final int START_STOP_STANDBY = 10_055;
    private static final int SETPOINT = 10_126;
    private static final int SOC = 32_002;

    static final String SITE = """
            {
              "site_name": "plant", "step": 1, "seed": 42, "start_time_h": 12, "real_time": false,
              "external_models": {
                "power": { "base_load_w": 5000 }, "irradiance": {}, "ambient_temperature": {},
                "grid_frequency": { "noise_std": 0.01, "drift_std": 0.001 }
              },
              "assets": [
                { "type": "bess", "capacity_kwh": 100, "initial_soc": 50, "protocols": [
                    { "kind": "modbus_tcp", "port": 0, "unit_id": 7, "register_map": "bess_modbus.yaml" },
                    { "kind": "modbus_rtu_over_tcp", "port": 0, "unit_id": 7, "register_map": "bess_modbus.yaml" } ] },
                { "type": "inverter", "name": "pv", "rated_kw": 10, "protocols": [
                    { "kind": "modbus_tcp", "port": 0, "unit_id": 3, "register_map": "pv_inverter_modbus.yaml" } ] },
                { "type": "energy_meter", "name": "meter", "protocols": [
                    { "kind": "modbus_tcp", "port": 0, "register_map": "energy_meter_modbus.yaml" } ] }
              ]
            }
            """;

    @TempDir
    Path folder;

    DerTwin site;

    abstract DerTwin start(Path siteFile) throws IOException;

    @BeforeEach
    void startSite() throws IOException {
        site = start(Files.writeString(folder.resolve("site.json"), SITE));
    }

    @AfterEach
    void closeSite() throws IOException {
        site.close();
    }

    @Test
    void should_say_what_site_it_is_and_what_devices_it_has() {
        assertThat(site.siteName()).isEqualTo("plant");
        assertThat(site.devices()).extracting(SimulatedDevice::id).containsExactly("bess-1", "pv", "meter");
        assertThat(site.device("bess-1").type()).isEqualTo("bess");
        assertThat(site.device("bess-1").modbus().unitId()).isEqualTo(7);
        assertThat(site.device("bess-1").modbus().port()).isPositive();
    }

    @Test
    void should_stand_still_until_it_is_advanced() {
        SiteClock clock = site.clock();
        assertThat(clock.mode()).isEqualTo(ClockMode.STEPPED);
        assertThat(clock.time()).isEqualTo(43_200);
        assertThat(clock.stepSeconds()).isEqualTo(1);

        clock.advance(Duration.ofMinutes(20));
        clock.advance(5);

        assertThat(clock.ticks()).isEqualTo(1205);
        assertThat(clock.time()).isEqualTo(44_405);
        assertThat(clock.hourOfDay()).isCloseTo(12.335, within(0.001));
    }

    @Test
    void should_advance_in_slices_with_pauses() {
        site.clock().advance(Duration.ofSeconds(10), Pace.every(Duration.ofSeconds(3), Duration.ofMillis(1)));

        assertThat(site.clock().ticks()).isEqualTo(10);
    }

    @Test
    void should_advance_until_a_value_matches() {
        SimulatedDevice bess = site.device("bess-1");
        bess.command(Map.of("start_stop_standby", 1.0, "active_power_setpoint", -20.0));

        assertThat(site.clock().advanceUntil("bess-1", "system_soc", atLeast(55), Duration.ofHours(2)))
                .isTrue();
        double reached = bess.telemetry("system_soc");
        assertThat(reached).isBetween(55.0, 55.01);
        assertThat(site.clock().advanceUntil("bess-1", "system_soc", lessThan(10), Duration.ofMinutes(1)))
                .isFalse();
        assertThat(bess.telemetry("system_soc")).isGreaterThan(reached);
    }

    @Test
    void should_advance_until_a_condition_is_true() {
        assertThat(site.clock()
                        .advanceUntil(
                                "time >= 43230 and (grid.frequency < 0 or meter.total_active_power > -100)",
                                Duration.ofHours(1)))
                .isTrue();
        assertThat(site.clock().time()).isEqualTo(43_230);
        assertThat(site.clock().advanceUntil("time > 0", Duration.ofHours(1))).isTrue();
        assertThat(site.clock().time()).isEqualTo(43_230);
    }

    @Test
    void should_say_what_is_wrong_with_a_condition() {
        assertThatThrownBy(() -> site.clock().advanceUntil("bess-1.system_sock > 1", Duration.ofHours(1)))
                .isInstanceOf(DerTwinException.class)
                .hasMessageEndingWith("'bess-1', a bess, has no point 'system_sock', did you mean 'system_soc'?");
        assertThatThrownBy(() -> site.clock().advanceUntil("time >", Duration.ofHours(1)))
                .isInstanceOf(DerTwinException.class)
                .hasMessageEndingWith("\"time >\" is no condition: it ends at position 7 where a number, 'time' or a"
                        + " value like bess-1.system_soc is expected");
        assertThat(site.clock().ticks()).isZero();
    }

    @Test
    void should_follow_wall_time_when_told_to() {
        site.clock().follow(SiteClock.AS_FAST_AS_POSSIBLE);
        assertThat(site.clock().mode()).isEqualTo(ClockMode.REALTIME);
        assertThat(site.clock().speed()).isEqualTo(SiteClock.AS_FAST_AS_POSSIBLE);
        while (site.clock().ticks() < 100) {
            Thread.onSpinWait();
        }
        site.clock().pause();
        long ticks = site.clock().ticks();
        assertThat(site.clock().mode()).isEqualTo(ClockMode.PAUSED);
        site.clock().advance(1);
        assertThat(site.clock().ticks()).isEqualTo(ticks + 1);
        site.clock().follow(2.5);
        assertThat(site.clock().speed()).isEqualTo(2.5);
        site.clock().stepped();
        assertThat(site.clock().mode()).isEqualTo(ClockMode.STEPPED);
        assertThatThrownBy(() -> site.clock().follow(0)).isInstanceOf(DerTwinException.class);
    }

    @Test
    void should_apply_commands_in_the_next_step() {
        SimulatedDevice bess = site.device("bess-1");
        bess.command("start_stop_standby", 1);
        bess.command("active_power_setpoint", -20);
        assertThat(bess.telemetry("active_power")).isZero();

        site.clock().advance(1);

        assertThat(bess.telemetry("active_power")).isEqualTo(-20);
        assertThat(bess.telemetry()).containsEntry("active_power", -20.0).containsKey("system_soc");
    }

    @Test
    void should_refuse_what_the_device_would_refuse() {
        SimulatedDevice bess = site.device("bess-1");
        assertThatThrownBy(() -> bess.command("start_stop_standby", 7))
                .isInstanceOf(DerTwinException.class)
                .hasMessage("bess-1: start_stop_standby must be one of [1, 2, 3], but is 7.0");
        assertThatThrownBy(() -> bess.command("active_power_setpont", 7))
                .isInstanceOf(DerTwinException.class)
                .hasMessage("'bess-1', a bess, has no command 'active_power_setpont', did you mean"
                        + " 'active_power_setpoint'?");
    }

    @Test
    void should_show_registers_as_the_ems_finds_them() throws Exception {
        SimulatedDevice bess = site.device("bess-1");
        try (Ems ems = new Ems(bess.modbus())) {
            ems.writeLong(SETPOINT, -200);
        }
        bess.set("system_soc", 95.04);
        List<DeviceRegister> registers = bess.registers();

        assertThat(registers)
                .filteredOn(register -> register.isCalled("active_power_setpoint") && register.writable())
                .singleElement()
                .satisfies(setpoint -> {
                    assertThat(setpoint.table()).isEqualTo(RegisterAccess.Table.HOLDING_REGISTER);
                    assertThat(setpoint.address()).isEqualTo(SETPOINT);
                    assertThat(setpoint.count()).isEqualTo(2);
                    assertThat(setpoint.type()).isEqualTo("int32");
                    assertThat(setpoint.scale()).isEqualTo(0.1);
                    assertThat(setpoint.words()).containsExactly(0xFFFF, 0xFF38);
                    assertThat(setpoint.value().value()).isEqualTo(-20);
                    assertThat(setpoint.value().unit()).isEqualTo("kW");
                });
        site.clock().advance(1);
        assertThat(bess.registers())
                .filteredOn(register -> register.isCalled("system_soc"))
                .singleElement()
                .satisfies(soc -> {
                    assertThat(soc.address()).isEqualTo(SOC);
                    assertThat(soc.writable()).isFalse();
                    assertThat(soc.words()).containsExactly(950);
                    assertThat(soc.description()).isEqualTo("State of charge");
                });
        assertThat(registers).extracting(DeviceRegister::address).doesNotContain(0);
    }

    @Test
    void should_show_in_registers_what_faults_make_of_them() {
        SimulatedDevice bess = site.device("bess-1");
        ActiveFault fault = bess.inject(Fault.stuck("system_soc", 12));

        assertThat(value(bess, "system_soc")).isEqualTo(12);
        assertThat(fault.hits()).isZero();
        fault.remove();
        assertThat(value(bess, "system_soc")).isEqualTo(50);
    }

    private static double value(SimulatedDevice device, String register) {
        return device.registers().stream()
                .filter(one -> one.isCalled(register))
                .mapToDouble(one -> one.value().value())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void should_put_a_device_into_a_state_at_once() {
        SimulatedDevice bess = site.device("bess-1");
        bess.set("system_soc", 95);

        assertThat(bess.telemetry("system_soc")).isEqualTo(95);
        assertThatThrownBy(() -> bess.set("system_soc", 101)).isInstanceOf(DerTwinException.class);
        assertThat(bess.telemetry("system_soc")).isEqualTo(95);
    }

    @Test
    void should_name_the_nearest_name() {
        assertThatThrownBy(() -> site.device("bess1"))
                .isInstanceOf(DerTwinException.class)
                .hasMessage("there is no device 'bess1' on site 'plant', did you mean 'bess-1'?");
        assertThatThrownBy(() -> site.device("bess-1").telemetry("system_sock"))
                .isInstanceOf(DerTwinException.class)
                .hasMessage("'bess-1', a bess, has no point 'system_sock', did you mean 'system_soc'?");
    }

    @Test
    void should_let_things_happen_to_grid_and_weather() {
        site.grid().frequencyStep(-2, Duration.ofSeconds(30));
        site.grid().voltageStep(-0.1, Duration.ofSeconds(30));
        site.grid().irradiance(0, Duration.ofSeconds(30));
        site.grid().ambientTemperature(35, Duration.ofSeconds(30));
        site.clock().advance(10);

        assertThat(site.grid().frequencyHz()).isCloseTo(48, within(0.2));
        assertThat(site.grid().voltageV()).isEqualTo(360);
        assertThat(site.device("pv").telemetry("total_active_power")).isZero();
        assertThat(site.grid().powerKw()).isEqualTo(5);

        site.grid().clearEvents();
        site.clock().advance(10);
        assertThat(site.grid().frequencyHz()).isCloseTo(50, within(0.2));
        assertThat(site.device("pv").telemetry("total_active_power")).isPositive();
    }

    @Test
    void should_let_nothing_happen_to_grid_and_weather_that_no_model_holds_for() {
        Duration minute = Duration.ofMinutes(1);
        requireRefused(
                "delta_hz: must be from -100 to 100, but is 1.0E308",
                () -> site.grid().frequencyStep(1e308, minute));
        requireRefused(
                "delta: must be from -1 to 1, but is -1.5", () -> site.grid().voltageRamp(-1.5, minute));
        requireRefused(
                "value: must be from 0 to 2000, but is -0.5", () -> site.grid().irradiance(-0.5, minute));
        requireRefused(
                "value: must be from -100 to 100, but is 1.0E308",
                () -> site.grid().ambientTemperature(1e308, minute));
        requireRefused("value: must be", () -> site.grid().ambientTemperature(Double.NaN, minute));
        requireRefused("delta: must be", () -> site.grid().voltageStep(Double.NEGATIVE_INFINITY, minute));
        requireRefused("duration: must", () -> site.grid().voltageStep(0.1, minute.negated()));
        requireRefused(
                "steps: must be at least 0, but is -1", () -> site.clock().advance(-1));

        site.clock().advance(10);
        assertThat(site.clock().ticks()).isEqualTo(10);
        assertThat(site.grid().voltageV()).isEqualTo(400);
        assertThat(site.grid().frequencyHz()).isCloseTo(50, within(0.2));
    }

    private static void requireRefused(String reason, ThrowingCallable attempt) {
        assertThatThrownBy(attempt).isInstanceOf(DerTwinException.class).hasMessageStartingWith(reason);
    }

    @Test
    void should_let_no_more_happen_to_the_grid_than_every_step_can_look_at() {
        for (int i = 0; i < 1000; i++) {
            site.grid().frequencyStep(0.001, Duration.ofSeconds(1));
        }

        assertThatThrownBy(() -> site.grid().frequencyStep(0.001, Duration.ofSeconds(1)))
                .isInstanceOf(DerTwinException.class)
                .hasMessage("there are 1000 events already: end those that are over, or all of them");
        site.restore(site.snapshot());
        site.grid().clearEvents();
        site.grid().frequencyStep(0.001, Duration.ofSeconds(1));
    }

    @Test
    void should_ramp_over_the_duration() {
        site.grid().frequencyRamp(-2, Duration.ofSeconds(100));
        site.grid().voltageRamp(-0.1, Duration.ofSeconds(100));
        site.clock().advance(51);

        assertThat(site.grid().frequencyHz()).isCloseTo(49, within(0.2));
        assertThat(site.grid().voltageV()).isEqualTo(380);
    }

    @Test
    void should_show_what_happened_as_a_page() {
        site.device("bess-1").command(Map.of("start_stop_standby", 1.0, "active_power_setpoint", 13.0));
        site.grid().frequencyStep(-0.5, Duration.ofSeconds(5));
        site.clock().advance(100);

        assertThat(site.report())
                .startsWith("<!doctype html>")
                .contains("<title>" + site.siteName() + " · DER Twin report</title>", "frequency −0.5 Hz")
                .contains("bess-1.commands.active_power_setpoint");
    }

    @Test
    void should_continue_bit_by_bit_the_same_from_a_snapshot() {
        site.device("bess-1").command(Map.of("start_stop_standby", 1.0, "active_power_setpoint", 13.0));
        site.clock().advance(100);
        Snapshot taken = site.snapshot();
        site.clock().advance(1000);
        Map<String, Double> bess = site.device("bess-1").telemetry();
        double frequency = site.grid().frequencyHz();

        site.restore(taken);

        assertThat(site.clock().ticks()).isEqualTo(100);
        site.clock().advance(1000);
        assertThat(site.device("bess-1").telemetry()).isEqualTo(bess);
        assertThat(site.grid().frequencyHz()).isEqualTo(frequency);
    }

    @Test
    void should_refuse_a_snapshot_of_something_else() {
        site.clock().advance(3);

        assertThatThrownBy(() -> site.restore(new Snapshot("{}")))
                .isInstanceOf(DerTwinException.class)
                .hasMessageContaining("it was not taken from a site like this one");
        assertThatThrownBy(() -> site.restore(new Snapshot("no json"))).isInstanceOf(DerTwinException.class);
        assertThat(site.clock().ticks()).isEqualTo(3);
    }

    @Test
    void should_show_what_the_ems_said() throws Exception {
        site.clock().advance(10);
        try (Ems ems = new Ems(site.device("bess-1").modbus())) {
            ems.write(START_STOP_STANDBY, 1);
            ems.writeLong(SETPOINT, -200);
            ems.readInputs(SOC, 1);
        }
        site.clock().advance(1);

        List<JournalWrite> setpoints = site.journal().writes("active_power_setpoint");
        assertThat(setpoints).hasSize(1);
        assertThat(setpoints.get(0).value()).isEqualTo(-20);
        assertThat(setpoints.get(0).device()).isEqualTo("bess-1");
        assertThat(setpoints.get(0).register()).isEqualTo("on_grid_power_setpoint");
        assertThat(setpoints.get(0).time()).isEqualTo(43_210);
        assertThat(setpoints.get(0).isAccepted()).isTrue();
        assertThat(setpoints.get(0).entry().effectiveTick()).hasValue(10);
        assertThat(site.journal().writes("on_grid_power_setpoint")).isEqualTo(setpoints);

        assertThat(site.journal().entries()).extracting(JournalEntry::function).containsExactly(6, 16, 4);
        JournalEntry read = site.journal().entries().get(2);
        assertThat(read.read().orElseThrow().values().get(0).internalName()).contains("system_soc");
        assertThat(read.answered()).isPresent();
        assertThat(read.outcome()).isEqualTo(JournalEntry.Outcome.OK);
        assertThat(site.journal().entries(JournalQuery.all().function(4))).containsExactly(read);
        assertThat(site.journal().entries(JournalQuery.all().last(1))).containsExactly(read);
        assertThat(site.journal()
                        .entries(JournalQuery.all().after(2).on("bess-1").since(43_000)))
                .containsExactly(read);

        site.journal().clear();
        assertThat(site.journal().entries()).isEmpty();
    }

    @Test
    void should_verify_what_the_ems_wrote() throws Exception {
        try (Ems ems = new Ems(site.device("bess-1").modbus())) {
            ems.write(START_STOP_STANDBY, 1);
            ems.writeLong(SETPOINT, -200);
            ems.writeLong(SETPOINT, -50);
        }

        site.verify(written("active_power_setpoint")
                .on("bess-1")
                .withValue(lessThan(0))
                .atLeast(1));
        site.verify(written("active_power_setpoint").withValue(-20).exactly(1));
        site.verify(written("active_power_setpoint").on("pv").never());
        site.verifyInOrder(
                written("start_stop_standby").withValue(1),
                written("active_power_setpoint").withValue(-20),
                written("active_power_setpoint").withValue(-5));
    }

    @Test
    void should_tell_writes_apart_by_time_value_and_number() throws Exception {
        try (Ems ems = new Ems(site.device("bess-1").modbus())) {
            ems.writeLong(SETPOINT, -200);
            site.clock().advance(10);
            ems.writeLong(SETPOINT, 50);
            ems.write(SETPOINT - 200, 3);
            ems.readInputs(SOC, 1);
        }
        RegisterWrite setpoint = written("active_power_setpoint");

        assertThat(site.journal().writes(setpoint.since(43_205)))
                .extracting(JournalWrite::value)
                .containsExactly(5.0);
        assertThat(site.journal().entries(JournalQuery.all().register("active_power_setpoint")))
                .hasSize(2);
        assertThat(site.journal().entries(JournalQuery.all().writes())).hasSize(3);
        assertThat(site.journal().unmapped()).hasSize(1);
        site.verify(setpoint.atMost(2));
        site.verify(setpoint.withValue(atMost(-20)).exactly(1));
        site.verify(setpoint.withValue(greaterThan(4.9)).exactly(1));
        site.verify(setpoint.withValue(equalTo(5)).exactly(1));
        site.verify(setpoint.withValue(notEqualTo(5)).exactly(1));
        assertThatThrownBy(() -> site.verify(setpoint.atMost(1)))
                .isInstanceOf(VerificationError.class)
                .hasMessage("""
                        Expected at most 1 write of active_power_setpoint, but found 2:
                          #1  t=43200 s  bess-1.active_power_setpoint = -20 kW
                          #2  t=43210 s  bess-1.active_power_setpoint = 5 kW\
                        """);
        assertThatThrownBy(() -> site.verify(setpoint.never()))
                .isInstanceOf(VerificationError.class)
                .hasMessageStartingWith("Expected no write of active_power_setpoint, but found 2:");
        assertThatThrownBy(() -> site.verify(setpoint.atLeast(3)))
                .isInstanceOf(VerificationError.class)
                .hasMessageStartingWith("Expected at least 3 writes of active_power_setpoint, but found only 2:");
        assertThatThrownBy(() -> site.verifyInOrder(setpoint.withValue(5), setpoint.withValue(-20)))
                .isInstanceOf(VerificationError.class)
                .hasMessage("""
                        Expected these writes in this order, but found no write of active_power_setpoint with value == -20 after #2:
                          1.  write of active_power_setpoint with value == 5    #2 at t=43210 s
                          2.  write of active_power_setpoint with value == -20  missing

                        Nearest first, of the other writes in the journal:
                          #2  t=43210 s  bess-1.active_power_setpoint = 5 kW  value is not == -20
                          #3  t=43210 s  bess-1: address 9926 = 3             no register is there\
                        """);
        site.clock().follow(SiteClock.AS_FAST_AS_POSSIBLE);
        assertThat(site.journal().pollSimulated(setpoint.withValue(7), Duration.ofMinutes(1)))
                .isEmpty();
    }

    @Test
    void should_end_a_wait_once_the_clock_stands_at_its_simulated_limit() throws Exception {
        RegisterWrite setpoint = written("active_power_setpoint");

        assertThat(site.journal().pollSimulated(setpoint, Duration.ZERO)).isEmpty();

        try (Ems ems = new Ems(site.device("bess-1").modbus())) {
            ems.writeLong(SETPOINT, 50);
        }
        assertThat(site.journal().pollSimulated(setpoint, Duration.ZERO)).isPresent();
    }

    @Test
    void should_tell_what_was_written_instead() throws Exception {
        assertThatThrownBy(() -> site.verify(written("active_power_setpoint")))
                .isInstanceOf(VerificationError.class)
                .hasMessage("""
                        Expected at least 1 write of active_power_setpoint, but found none.

                        The journal is empty: no Modbus request has reached the site. Is the EMS connected to its port?\
                        """);
        try (Ems ems = new Ems(site.device("bess-1").modbus())) {
            ems.readInputs(SOC, 1);
            assertThatThrownBy(() -> site.verify(written("active_power_setpoint")))
                    .hasMessageEndingWith("The journal holds requests, but none of them writes.");
            ems.write(START_STOP_STANDBY, 1);
            ems.writeLong(SETPOINT, 50);
            ems.write(START_STOP_STANDBY, 9);
            ems.write(SETPOINT - 200, 3);
        }

        assertThatThrownBy(() -> site.verify(written("active_power_setpoint")
                        .on("bess-1")
                        .withValue(lessThan(0))
                        .exactly(1)))
                .isInstanceOf(VerificationError.class)
                .hasMessage("""
                        Expected exactly 1 write of active_power_setpoint on bess-1 with value < 0, but found none.

                        Nearest first, of the other writes in the journal:
                          #3  t=43200 s  bess-1.active_power_setpoint = 5 kW  value is not < 0
                          #5  t=43200 s  bess-1: address 9926 = 3             no register is there
                          #4  t=43200 s  bess-1.start_stop_standby = 9        another register
                          #2  t=43200 s  bess-1.start_stop_standby = 1 (Run)  another register\
                        """);
        assertThatThrownBy(() -> site.verify(written("start_stop_standby").withValue(9)))
                .hasMessageContaining("refused with exception 3: ");
        site.verify(written("start_stop_standby").withValue(9).refused());
    }

    @Test
    void should_wait_for_what_the_ems_writes() throws Exception {
        RegisterWrite charging =
                written("active_power_setpoint").withValue(lessThan(0)).atLeast(2);
        try (Ems ems = new Ems(site.device("bess-1").modbus())) {
            ems.writeLong(SETPOINT, -10);
            Thread later = new Thread(() -> ems.writeLong(SETPOINT, -20));
            later.start();

            JournalWrite found = site.journal().await(charging, Duration.ofSeconds(60));

            assertThat(found.value()).isEqualTo(-2);
            later.join();
        }
        assertThat(site.journal().poll(charging, Duration.ZERO)).isPresent();
    }

    @Test
    void should_say_what_it_has_waited_for_in_vain() {
        assertThatThrownBy(() -> site.journal().await(written("active_power_setpoint"), Duration.ofMillis(1)))
                .isInstanceOf(VerificationError.class)
                .hasMessageStartingWith(
                        "Waited 0.001 s for at least 1 write of active_power_setpoint, but found none.");
        site.clock().follow(SiteClock.AS_FAST_AS_POSSIBLE);
        assertThatThrownBy(() -> site.journal().awaitSimulated(written("active_power_setpoint"), Duration.ofMinutes(5)))
                .isInstanceOf(VerificationError.class)
                .hasMessageStartingWith("Waited 300 simulated s for at least 1 write of active_power_setpoint");
        assertThat(site.clock().time()).isGreaterThan(43_500);
        assertThatThrownBy(() -> site.journal().await(written("x").never(), Duration.ofMillis(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("one cannot wait for something not to happen: let time pass, and then verify");
    }

    @Test
    void should_keep_what_devices_reported() {
        SimulatedDevice bess = site.device("bess-1");
        bess.command(Map.of("start_stop_standby", 1.0, "active_power_setpoint", -20.0));
        site.clock().advance(Duration.ofMinutes(10));

        TelemetrySeries all = bess.history();
        assertThat(all.size()).isEqualTo(601);
        assertThat(all.points()).isEqualTo(bess.telemetry().keySet());
        assertThat(all.times()[0]).isEqualTo(43_200);
        assertThat(all.values("system_soc")[0]).isEqualTo(50);
        assertThat(all.last("system_soc")).isEqualTo(bess.telemetry("system_soc"));
        assertThat(all.min("active_power")).isEqualTo(-20);
        assertThat(all.max("active_power")).isZero();

        TelemetrySeries some = bess.history(HistoryQuery.all()
                .points("active_power", "system_soc", "active_power")
                .from(43_300)
                .to(43_420)
                .every(Duration.ofMinutes(1)));
        assertThat(some.times()).containsExactly(43_300, 43_360, 43_420);
        assertThat(some.points()).containsExactly("active_power", "system_soc");
        assertThat(some.toCsv()).startsWith("time,active_power,system_soc\n43300.0,-20.0,50.");
        assertThatThrownBy(() -> bess.history(HistoryQuery.all().points("system_sock")))
                .isInstanceOf(DerTwinException.class)
                .hasMessageEndingWith("'bess-1', a bess, has no point 'system_sock', did you mean 'system_soc'?");
    }

    @Test
    void should_tell_of_a_whole_day_of_all_points() {
        site.clock().advance(Duration.ofDays(1));
        SimulatedDevice bess = site.device("bess-1");

        TelemetrySeries day = bess.history();

        assertThat(day.size()).isEqualTo(86_401);
        assertThat(day.points()).isEqualTo(bess.telemetry().keySet());
        assertThat(day.last("system_soc")).isEqualTo(bess.telemetry("system_soc"));
    }

    @Test
    void should_look_ahead_without_touching_the_site() {
        SimulatedDevice bess = site.device("bess-1");
        bess.command(Map.of("start_stop_standby", 1.0, "active_power_setpoint", -10.0));
        site.clock().advance(60);
        Map<String, Double> now = bess.telemetry();

        TelemetrySeries asIs = bess.forecast(Duration.ofHours(1), Duration.ofMinutes(15));
        TelemetrySeries faster =
                bess.forecast(Duration.ofHours(1), Duration.ofMinutes(15), Map.of("active_power_setpoint", -20.0));

        assertThat(asIs.times()).containsExactly(43_260, 44_160, 45_060, 45_960, 46_860);
        assertThat(faster.last("system_soc")).isGreaterThan(asIs.last("system_soc"));
        assertThat(bess.telemetry()).isEqualTo(now);
        assertThat(site.clock().ticks()).isEqualTo(60);
        site.clock().advance(Duration.ofHours(1));
        assertThat(bess.telemetry("system_soc")).isEqualTo(asIs.last("system_soc"));
        assertThatThrownBy(() -> bess.forecast(Duration.ZERO, Duration.ofMinutes(1)))
                .isInstanceOf(DerTwinException.class);
        assertThatThrownBy(() -> bess.forecast(Duration.ofHours(1), Duration.ofHours(1), Map.of("charge", 1.0)))
                .isInstanceOf(DerTwinException.class)
                .hasMessage("'bess-1', a bess, has no command 'charge'");
    }

    @Test
    void should_go_back_to_the_beginning() throws Exception {
        SimulatedDevice bess = site.device("bess-1");
        Map<String, Double> atFirst = bess.telemetry();
        site.clock().advance(100);
        double frequency = site.grid().frequencyHz();
        site.grid().frequencyStep(-3, Duration.ofHours(1));
        bess.set("system_soc", 80);
        try (Ems ems = new Ems(bess.modbus())) {
            ems.write(START_STOP_STANDBY, 1);
            ems.writeLong(SETPOINT, -200);
            site.clock().advance(100);
            ems.writeLong(SETPOINT, -100);
        }

        site.reset();

        assertThat(site.clock().ticks()).isZero();
        assertThat(site.clock().time()).isEqualTo(43_200);
        assertThat(bess.telemetry()).isEqualTo(atFirst);
        assertThat(site.journal().entries()).isEmpty();
        assertThat(bess.history().size()).isLessThanOrEqualTo(1);
        site.clock().advance(100);
        assertThat(site.grid().frequencyHz()).isEqualTo(frequency);
        assertThat(bess.telemetry("active_power")).isZero();
        assertThat(bess.history().times()).endsWith(43_300).hasSizeLessThanOrEqualTo(101);
    }

    @Test
    void should_be_like_a_new_one_after_a_reset() throws Exception {
        SimulatedDevice bess = site.device("bess-1");
        try (Ems ems = new Ems(bess.modbus())) {
            List<Object> first = trace(ems);
            bess.set("system_soc", 20);
            bess.inject(Fault.trip(7).lasting(Duration.ofHours(1)));
            site.grid().voltageRamp(-0.2, Duration.ofHours(1));
            site.clock().advance(17);

            site.reset();

            assertThat(trace(ems))
                    .as("over the connection that was open before")
                    .isEqualTo(first);
        }
    }

    /** Physics and chances of a minute, bit by bit. */
    private List<Object> trace(Ems ems) throws Exception {
        site.device("bess-1").inject(Fault.noise("system_soc", 3));
        site.device("bess-1").inject(Fault.exception(6).onFunctions(4).withProbability(0.5));
        ems.write(START_STOP_STANDBY, 1);
        ems.writeLong(SETPOINT, -200);
        List<Object> trace = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            ems.tryToReadInputs(SOC, 1);
            site.clock().advance(1);
            site.devices().forEach(device -> trace.add(device.telemetry()));
            trace.add(site.grid().frequencyHz());
        }
        trace.add(site.device("bess-1").history().toCsv());
        site.journal().entries().forEach(entry -> trace.add(List.of(entry.time(), entry.faults(), entry.read())));
        return trace;
    }

    @Test
    void should_let_things_go_wrong() throws Exception {
        SimulatedDevice bess = site.device("bess-1");
        ActiveFault fault =
                bess.inject(Fault.exception(6).onFunctions(6, 16).times(1).named("busy"));
        assertThat(fault.id()).isEqualTo("busy");
        assertThat(fault.device()).isEqualTo("bess-1");
        assertThat(fault.kind()).isEqualTo("exception");
        assertThat(fault.state()).isEqualTo(ActiveFault.State.ACTIVE);

        try (Ems ems = new Ems(bess.modbus())) {
            ems.write(START_STOP_STANDBY, 1);
            ems.write(START_STOP_STANDBY, 1);
        }

        assertThat(fault.hits()).isEqualTo(1);
        assertThat(fault.state()).isEqualTo(ActiveFault.State.OVER);
        assertThat(site.journal().entries())
                .extracting(JournalEntry::exceptionCode)
                .containsExactly(6, 0);
        assertThat(site.journal().entries().get(0).faults()).containsExactly("busy");
        assertThat(site.faults()).extracting(ActiveFault::id).containsExactly("busy");
        fault.remove();
        assertThat(site.faults()).isEmpty();
    }

    @Test
    void should_end_all_faults() {
        site.device("bess-1").inject(Fault.stuck("system_soc", 42).startingIn(Duration.ofSeconds(10)));
        site.device("meter").inject(Fault.delay(Duration.ofMillis(800)));
        assertThat(site.faults())
                .extracting(ActiveFault::state)
                .containsExactly(ActiveFault.State.WAITING, ActiveFault.State.ACTIVE);
        site.clearFaults();
        assertThat(site.faults()).isEmpty();

        site.device("bess-1").inject(Fault.trip(7));
        site.reset();
        assertThat(site.faults()).isEmpty();
        site.clock().advance(1);
        assertThat(site.device("bess-1").telemetry("fault_code")).isZero();
    }

    @Test
    void should_let_a_device_behave_as_one_in_the_field() {
        assertThat(site.device("bess-1").injectProfile("late-answers"))
                .extracting(ActiveFault::kind)
                .containsExactly("delay", "wrong_transaction_id");
        assertThat(site.faults())
                .extracting(ActiveFault::id)
                .containsExactly("bess-1-late-answers-1", "bess-1-late-answers-2");

        SimulatedDevice meter = site.device("meter");
        assertThatThrownBy(() -> meter.injectProfile("one-cleint"))
                .isInstanceOf(DerTwinException.class)
                .hasMessage("there is no fault profile 'one-cleint', did you mean 'one-client'?");
    }

    @Test
    void should_say_why_a_device_cannot_have_a_fault() {
        SimulatedDevice bess = site.device("bess-1");
        assertThatThrownBy(() -> bess.inject(Fault.of("dely").with("ms", 1)))
                .isInstanceOf(DerTwinException.class)
                .hasMessageContaining("did you mean 'delay'?");
        assertThatThrownBy(() -> bess.inject(Fault.derate(120)))
                .isInstanceOf(DerTwinException.class)
                .hasMessage("percent: must be from 0 to 100, but is 120");
        assertThatThrownBy(() -> bess.inject(Fault.stuck("system_sock")))
                .isInstanceOf(DerTwinException.class)
                .hasMessageContaining("'system_sock', did you mean 'system_soc'?");
        assertThat(site.faults()).isEmpty();
    }
}
