package io.dertwin.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ghgande.j2mod.modbus.facade.ModbusTCPMaster;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import io.dertwin.client.ModbusEndpoint;
import io.dertwin.testcontainers.DerTwinContainer;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@NeedsDocker
class ContainerIT {

    private static final int MASTER_TIMEOUT_MILLIS = 3000;

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

    @Test
    void should_answer_modbus_tcp_by_the_register_map_that_came_with_the_site() throws Exception {
        site.device("battery").set("system_soc", 40);
        ModbusEndpoint battery = site.modbus("battery");
        ModbusTCPMaster master = new ModbusTCPMaster(battery.host(), battery.port());
        master.connect();
        try {
            assertThat(master.readInputRegisters(battery.unitId(), 100, 1)[0].getValue())
                    .isEqualTo(400);
            master.writeSingleRegister(battery.unitId(), 200, new SimpleRegister(1));
            master.writeSingleRegister(battery.unitId(), 201, new SimpleRegister(-200 & 0xFFFF));

            site.clock().advance(Duration.ofMinutes(15));

            assertThat(master.readInputRegisters(battery.unitId(), 100, 1)[0].getValue())
                    .isGreaterThan(800);
        } finally {
            master.disconnect();
        }
    }

    @Test
    void should_answer_rtu_over_tcp_at_the_bridge_of_a_serial_line() throws Exception {
        ModbusTCPMaster master =
                new ModbusTCPMaster(site.getHost(), site.getMappedPort(56001), MASTER_TIMEOUT_MILLIS, false, true);
        master.connect();
        try {
            assertThat(master.readInputRegisters(7, 32002, 1)[0].getValue()).isBetween(0, 1000);
        } finally {
            master.disconnect();
        }
    }

    @Test
    void should_be_the_site_that_its_file_describes() {
        assertThat(site.siteName()).isEqualTo("harbour");
        assertThat(site.devices()).extracting(device -> device.id()).containsExactly("battery", "meter");
        assertThat(site.modbus("meter").port()).isEqualTo(site.getMappedPort(55002));
    }

    @Test
    void should_say_what_the_simulator_printed_when_it_does_not_start() {
        try (DerTwinContainer broken = new DerTwinContainer("site.yaml").withEnv("RTU_BRIDGE_BASE_PORT", "no port")) {
            assertThatThrownBy(broken::start)
                    .hasStackTraceContaining("The site did not start. It printed:")
                    .hasStackTraceContaining("RTU_BRIDGE_BASE_PORT must be a port, but is \"no port\"");
        }
    }
}
