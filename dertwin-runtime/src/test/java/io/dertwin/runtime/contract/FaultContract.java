package io.dertwin.runtime.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dertwin.client.ActiveFault;
import io.dertwin.client.DerTwin;
import io.dertwin.client.DerTwinException;
import io.dertwin.client.DeviceRegister;
import io.dertwin.client.Fault;
import io.dertwin.client.JournalEntry;
import io.dertwin.client.SimulatedDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What faults of the Java API do, however a site is reached. */
@Timeout(120)
abstract class FaultContract {

    private static final int START_STOP_STANDBY = 10_055;
    private static final int SETPOINT = 10_126;
    private static final int SOC = 32_002;

    @TempDir
    Path folder;

    private DerTwin site;
    private SimulatedDevice bess;

    abstract DerTwin start(Path siteFile) throws IOException;

    @BeforeEach
    void startSite() throws IOException {
        site = start(Files.writeString(folder.resolve("site.json"), SiteContract.SITE));
        bess = site.device("bess-1");
    }

    @AfterEach
    void closeSite() {
        site.close();
    }

    static Stream<Fault> faults() {
        return Stream.of(
                Fault.delay(Duration.ofMillis(800)),
                Fault.delay(Duration.ofMillis(800), Duration.ofMillis(200)),
                Fault.noResponse(),
                Fault.exception(4),
                Fault.disconnect(),
                Fault.refuse(),
                Fault.refuse(1),
                Fault.truncate(7),
                Fault.corruptCrc(),
                Fault.wrongTransactionId(),
                Fault.stale(),
                Fault.stuck("system_soc"),
                Fault.stuck("system_soc", 12),
                Fault.offset("system_soc", -3.5),
                Fault.scale("active_power", -1),
                Fault.noise("system_soc", 0.5),
                Fault.nan(),
                Fault.nan("system_soc", "active_power"),
                Fault.of("shift").with("by", 1),
                Fault.of("swap_words"),
                Fault.writeIgnored(),
                Fault.writeDelayed(Duration.ofSeconds(5)),
                Fault.writeReverted(Duration.ofSeconds(90)),
                Fault.trip(7),
                Fault.derate(40),
                Fault.communicationLoss());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void should_take_and_end_a_fault_of_every_kind(Fault fault) {
        String kind = fault.settings().get("kind").toString();
        ActiveFault active = bess.inject(fault);

        assertThat(active.kind()).isEqualTo(kind);
        assertThat(active.device()).isEqualTo("bess-1");
        assertThat(active.id()).isEqualTo(kind.replace('_', '-') + "-1");
        assertThat(active.state()).isEqualTo(ActiveFault.State.ACTIVE);
        assertThat(site.faults()).extracting(ActiveFault::id).containsExactly(active.id());
        active.remove();
        active.remove();
        assertThat(site.faults()).isEmpty();
    }

    @Test
    void should_change_what_registers_show() {
        assertShown(Fault.stuck("system_soc", 12), "system_soc", 12);
        assertShown(Fault.offset("system_soc", -3.5), "system_soc", 46.5);
        assertShown(Fault.scale("system_soc", 0.5), "system_soc", 25);
        bess.set("system_soc", 60);
        site.clock().advance(1);
        assertShown(Fault.stuck("system_soc"), "system_soc", 60);
        bess.inject(Fault.stale());
        bess.set("system_soc", 70);
        site.clock().advance(1);
        assertThat(shown("system_soc")).isEqualTo(60);
        assertThat(bess.telemetry("system_soc")).isEqualTo(70);
        site.clearFaults();
        bess.inject(Fault.nan("system_soc"));
        assertThat(bess.registers())
                .filteredOn(register -> register.isCalled("system_soc"))
                .singleElement()
                .extracting(DeviceRegister::words)
                .isEqualTo(List.of(0xFFFF));
    }

    private void assertShown(Fault fault, String register, double value) {
        ActiveFault active = bess.inject(fault);
        assertThat(shown(register)).as(fault.toString()).isEqualTo(value);
        active.remove();
    }

    private double shown(String register) {
        return bess.registers().stream()
                .filter(one -> one.isCalled(register))
                .mapToDouble(one -> one.value().value())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void should_change_what_becomes_of_writes() throws Exception {
        try (Ems ems = new Ems(bess.modbus())) {
            ems.write(START_STOP_STANDBY, 1);
            bess.inject(Fault.writeIgnored());
            ems.writeLong(SETPOINT, -200);
            assertThat(powerAfter(3)).isZero();

            site.clearFaults();
            bess.inject(Fault.writeDelayed(Duration.ofSeconds(5)));
            ems.writeLong(SETPOINT, -200);
            assertThat(powerAfter(3)).isZero();
            assertThat(powerAfter(3)).isEqualTo(-20);

            site.clearFaults();
            bess.inject(Fault.writeReverted(Duration.ofSeconds(5)));
            ems.writeLong(SETPOINT, -100);
            assertThat(powerAfter(3)).isEqualTo(-10);
            assertThat(powerAfter(3)).isEqualTo(-20);
        }
    }

    private double powerAfter(long steps) {
        site.clock().advance(steps);
        return bess.telemetry("active_power");
    }

    @Test
    void should_befall_the_device_itself() throws Exception {
        bess.command("start_stop_standby", 1);
        bess.command("active_power_setpoint", 20);
        bess.inject(Fault.derate(10));
        assertThat(powerAfter(5)).isLessThan(20);
        site.clearFaults();

        bess.inject(Fault.trip(7));
        site.clock().advance(2);
        assertThat(bess.telemetry("fault_code")).isEqualTo(7);

        Ems open = new Ems(bess.modbus());
        bess.inject(Fault.communicationLoss());
        assertThat(open.tryToReadInputs(SOC, 1)).isEmpty();
        site.clearFaults();
        try (Ems again = new Ems(bess.modbus())) {
            assertThat(again.tryToReadInputs(SOC, 1)).contains(500);
        }
    }

    @Test
    void should_befall_only_the_requests_that_are_meant() throws Exception {
        bess.inject(Fault.exception(4).named("binding").onBinding("modbus_rtu_over_tcp"));
        bess.inject(Fault.exception(4).named("functions").onFunctions(6));
        bess.inject(Fault.exception(4).named("registers").onRegisters("active_power_setpoint"));
        bess.inject(Fault.exception(4).named("large").with("quantity_above", 1).onFunctions(4));
        try (Ems ems = new Ems(bess.modbus())) {
            ems.write(START_STOP_STANDBY, 1);
            ems.tryToReadInputs(SOC, 1);
            ems.tryToReadInputs(SOC, 2);
            assertThatThrownBy(() -> ems.writeLong(SETPOINT, 10)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(faultsOfRequests())
                .containsExactly(List.of("functions"), List.of(), List.of("large"), List.of("registers"));
    }

    @Test
    void should_not_be_injected_where_no_request_comes_in() {
        Fault fault = Fault.exception(4).onBinding("modbus_rtu");

        assertThatThrownBy(() -> bess.inject(fault))
                .isInstanceOf(DerTwinException.class)
                .hasMessageMatching(
                        "bess-1 has no binding 'modbus_rtu', but modbus_rtu_over_tcp 127\\.0\\.0\\.1:\\d+ and"
                                + " modbus_tcp 127\\.0\\.0\\.1:\\d+");
    }

    @Test
    void should_befall_when_and_as_often_as_it_is_meant_to() throws Exception {
        bess.inject(Fault.exception(4).named("skipping").skipping(1).times(1));
        try (Ems ems = new Ems(bess.modbus())) {
            for (int i = 0; i < 3; i++) {
                ems.tryToReadInputs(SOC, 1);
            }
            assertThat(faultsOfRequests()).containsExactly(List.of(), List.of("skipping"), List.of());
            site.clearFaults();
            site.journal().clear();

            ActiveFault later = bess.inject(Fault.exception(4)
                    .named("later")
                    .startingIn(Duration.ofSeconds(2))
                    .lasting(Duration.ofSeconds(1))
                    .repeatedEvery(Duration.ofSeconds(3)));
            assertThat(later.state()).isEqualTo(ActiveFault.State.WAITING);
            for (int i = 0; i < 7; i++) {
                ems.tryToReadInputs(SOC, 1);
                site.clock().advance(1);
            }
            assertThat(faultsOfRequests())
                    .containsExactly(
                            List.of(), List.of(), List.of("later"), List.of(), List.of(), List.of("later"), List.of());
            assertThat(later.hits()).isEqualTo(2);
        }
    }

    @Test
    void should_throw_the_same_dice_again() throws Exception {
        List<List<String>> first = withProbability();
        site.reset();

        assertThat(withProbability()).isEqualTo(first).contains(List.of(), List.of("exception-1"));
    }

    private List<List<String>> withProbability() throws Exception {
        bess.inject(Fault.exception(4).withProbability(0.5));
        try (Ems ems = new Ems(bess.modbus())) {
            for (int i = 0; i < 20; i++) {
                ems.tryToReadInputs(SOC, 1);
            }
        }
        return faultsOfRequests();
    }

    private List<List<String>> faultsOfRequests() {
        return site.journal().entries().stream().map(JournalEntry::faults).toList();
    }
}
