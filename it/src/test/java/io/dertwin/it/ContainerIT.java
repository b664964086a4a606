package io.dertwin.it;

import static io.dertwin.client.RegisterWrite.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ghgande.j2mod.modbus.ModbusSlaveException;
import com.ghgande.j2mod.modbus.facade.ModbusTCPMaster;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import io.dertwin.client.ActiveFault;
import io.dertwin.client.Fault;
import io.dertwin.client.JournalWrite;
import io.dertwin.client.ModbusEndpoint;
import io.dertwin.client.Snapshot;
import io.dertwin.testcontainers.DerTwinContainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a test does with a site in a container. */
@NeedsDocker
class ContainerIT {

    private static final int MASTER_TIMEOUT_MILLIS = 3000;
    private static final int SOC = 100;
    private static final int START = 200;
    private static final int POWER = 201;
    private static final int SOC_ON_THE_SERIAL_LINE = 32002;

    private static DerTwinContainer site;

    @BeforeAll
    static void start() {
        site = new DerTwinContainer("site.yaml");
        site.start();
    }

    @AfterAll
    static void stop() {
        site.stop();
    }

    @BeforeEach
    void reset() {
        site.reset();
    }

    @Test
    void should_answer_modbus_tcp_by_the_register_map_that_came_with_the_site() throws Exception {
        ModbusEndpoint battery = site.modbus("battery");
        ModbusTCPMaster master = new ModbusTCPMaster(battery.host(), battery.port());
        master.connect();
        try {
            assertThat(master.readInputRegisters(battery.unitId(), SOC, 1)[0].getValue())
                    .isEqualTo(400);
            master.writeSingleRegister(battery.unitId(), START, new SimpleRegister(1));
            master.writeSingleRegister(battery.unitId(), POWER, new SimpleRegister(-200 & 0xFFFF));

            site.clock().advance(Duration.ofMinutes(15));

            assertThat(master.readInputRegisters(battery.unitId(), SOC, 1)[0].getValue())
                    .isGreaterThan(800);
        } finally {
            master.disconnect();
        }
    }

    @Test
    void should_answer_libmodbus_over_tcp_and_over_the_bridge_of_a_serial_line() throws Exception {
        ModbusEndpoint battery = site.modbus("battery");

        assertThat(Mbpoll.inputRegister(battery.host(), battery.port(), battery.unitId(), SOC))
                .isEqualTo(400);
        assertThat(Mbpoll.inputRegisterOverSocat(site.getHost(), site.getMappedPort(56001), 7, SOC_ON_THE_SERIAL_LINE))
                .isEqualTo(400);
    }

    @Test
    void should_answer_rtu_over_tcp_at_the_bridge_of_a_serial_line() throws Exception {
        ModbusTCPMaster master =
                new ModbusTCPMaster(site.getHost(), site.getMappedPort(56001), MASTER_TIMEOUT_MILLIS, false, true);
        master.connect();
        try {
            assertThat(master.readInputRegisters(7, SOC_ON_THE_SERIAL_LINE, 1)[0].getValue())
                    .isEqualTo(400);
        } finally {
            master.disconnect();
        }
    }

    @Test
    void should_stand_still_until_it_is_told_to_advance() {
        site.clock().advance(Duration.ofMinutes(20));

        assertThat(site.clock().time()).isEqualTo(20 * 60);
    }

    @Test
    void should_let_things_go_wrong_on_the_wire() throws Exception {
        ModbusEndpoint battery = site.modbus("battery");
        ActiveFault fault = site.device("battery").inject(Fault.exception(4));
        ModbusTCPMaster master = new ModbusTCPMaster(battery.host(), battery.port());
        master.connect();
        try {
            assertThatThrownBy(() -> master.readInputRegisters(battery.unitId(), SOC, 1))
                    .isInstanceOf(ModbusSlaveException.class);

            assertThat(site.faults()).hasSize(1);
            fault.remove();

            assertThat(master.readInputRegisters(battery.unitId(), SOC, 1)).hasSize(1);
        } finally {
            master.disconnect();
        }
    }

    @Test
    void should_know_what_was_written() throws Exception {
        ModbusEndpoint battery = site.modbus("battery");
        ModbusTCPMaster master = new ModbusTCPMaster(battery.host(), battery.port());
        master.connect();
        try {
            master.writeSingleRegister(battery.unitId(), POWER, new SimpleRegister(150));
        } finally {
            master.disconnect();
        }

        site.verify(written("active_power_setpoint").on("battery").withValue(15));
        assertThat(site.journal().writes("active_power_setpoint"))
                .extracting(JournalWrite::value)
                .containsExactly(15.0);
    }

    @Test
    void should_go_back_to_where_it_was() {
        site.device("battery").set("system_soc", 70);
        Snapshot snapshot = site.snapshot();
        site.device("battery").set("system_soc", 20);

        site.restore(snapshot);

        assertThat(site.device("battery").telemetry("system_soc")).isEqualTo(70);
    }

    @Test
    void should_be_the_site_that_its_file_describes() {
        assertThat(site.siteName()).isEqualTo("harbour");
        assertThat(site.devices()).extracting(device -> device.id()).containsExactly("battery", "meter");
        assertThat(site.modbus("meter").port()).isEqualTo(site.getMappedPort(55002));
    }

    @Test
    void should_log_what_the_simulator_prints() throws Exception {
        assertThat(site.getLogs()).contains("Simulation engine started | step=0.100s | stepped");
        Path log = Path.of(System.getProperty("org.slf4j.simpleLogger.logFile"));

        assertThat(Files.readString(log)).containsPattern("\\[harbour] STDERR: .*Building site: harbour");
    }
}
