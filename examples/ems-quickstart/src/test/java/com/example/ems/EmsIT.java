package com.example.ems;

import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.client.DerTwin;
import io.dertwin.client.DerTwinClient;
import io.dertwin.client.ModbusEndpoint;
import java.io.IOException;
import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The EMS against a simulated battery, a simulated meter and a clock that moves when the test says so. */
class EmsIT {

    private final DerTwin site = DerTwinClient.fromBuild();
    private final ModbusDevice battery = connect("battery");
    private final ModbusDevice meter = connect("meter");
    private final Ems ems =
            new Ems(new ModbusBattery(battery), new ModbusMeter(meter), new PeakShaving(40, 30, new SocWindow(20, 80)));

    @BeforeEach
    void setUp() {
        site.device("battery").set("system_soc", 60);
    }

    @AfterEach
    void tearDown() {
        battery.close();
        meter.close();
        site.close();
    }

    @Test
    void should_hold_the_grid_at_the_limit_when_the_site_draws_more() throws IOException {
        pollEvery(Duration.ofSeconds(1), 60);

        assertThat(site.grid().powerKw()).isCloseTo(40, Offset.offset(0.1));
        assertThat(site.device("battery").telemetry("active_power")).isCloseTo(20, Offset.offset(0.1));
    }

    @Test
    void should_keep_the_battery_within_its_window_for_a_day() throws IOException {
        for (int minute = 0; minute < 24 * 60; minute++) {
            pollEvery(Duration.ofMinutes(1), 1);

            assertThat(site.device("battery").telemetry("system_soc")).isBetween(19.0, 81.0);
        }
    }

    /** The EMS' own loop, with simulated time in place of waiting. */
    private void pollEvery(Duration interval, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            ems.poll();
            site.clock().advance(interval);
        }
    }

    private ModbusDevice connect(String device) {
        ModbusEndpoint endpoint = site.device(device).modbus();
        return new ModbusDevice(endpoint.host(), endpoint.port(), endpoint.unitId());
    }
}
