package com.example.ems;

import static io.dertwin.client.RegisterWrite.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dertwin.client.Fault;
import io.dertwin.client.ModbusEndpoint;
import io.dertwin.testcontainers.DerTwinContainer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The EMS against a simulated battery, a simulated meter and a clock that moves when the test says so. */
@Testcontainers(disabledWithoutDocker = true)
class EmsIT {

    @Container
    private static final DerTwinContainer site = new DerTwinContainer("site.json");

    private final ModbusDevice battery = connect("battery");
    private final ModbusDevice meter = connect("meter");
    private final Ems ems =
            new Ems(new ModbusBattery(battery), new ModbusMeter(meter), new PeakShaving(40, 30, new SocWindow(20, 80)));

    @BeforeEach
    void begin() {
        site.reset();
        site.device("battery").set("system_soc", 60);
    }

    @AfterEach
    void end() {
        battery.close();
        meter.close();
    }

    @Test
    void should_hold_the_grid_at_its_limit_when_the_site_draws_more() throws IOException {
        site.grid().irradiance(0, Duration.ofMinutes(1));

        pollEvery(Duration.ofSeconds(1), 60);

        assertThat(site.grid().powerKw()).isCloseTo(40, within(0.1));
        assertThat(site.device("battery").telemetry("active_power")).isCloseTo(20, within(0.1));
    }

    @Test
    void should_charge_as_fast_as_it_can_when_the_sun_shines() throws IOException {
        double before = site.clock().time();
        site.grid().irradiance(1000, Duration.ofMinutes(1));

        pollEvery(Duration.ofSeconds(1), 60);

        site.verify(
                written("active_power_setpoint").on("battery").withValue(-30).since(before));
        assertThat(site.device("battery").telemetry("active_power")).isCloseTo(-30, within(0.1));
    }

    @Test
    void should_keep_the_battery_within_its_window_for_a_day() throws IOException {
        for (int minute = 0; minute < 24 * 60; minute++) {
            pollEvery(Duration.ofMinutes(1), 1);

            assertThat(site.device("battery").telemetry("system_soc")).isBetween(19.0, 81.0);
        }
    }

    @Test
    void should_let_the_battery_rest_while_the_meter_does_not_answer() throws IOException {
        site.grid().irradiance(0, Duration.ofMinutes(3));
        pollEvery(Duration.ofSeconds(1), 60);

        site.device("meter").inject(Fault.noResponse().lasting(Duration.ofMinutes(1)));
        pollEvery(Duration.ofSeconds(30), 2);
        assertThat(site.device("battery").telemetry("active_power")).isCloseTo(0, within(0.1));

        pollEvery(Duration.ofSeconds(1), 60);
        assertThat(site.grid().powerKw()).isCloseTo(40, within(0.1));
    }

    @Test
    void should_ask_only_for_registers_that_the_devices_have() throws IOException {
        pollEvery(Duration.ofSeconds(1), 10);

        assertThat(site.journal().unmapped()).isEmpty();
    }

    /** The EMS' own loop, with simulated time in place of waiting. */
    private void pollEvery(Duration interval, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            ems.poll();
            site.clock().advance(interval);
        }
    }

    private ModbusDevice connect(String device) {
        ModbusEndpoint endpoint = site.modbus(device);
        return new ModbusDevice(endpoint.host(), endpoint.port(), endpoint.unitId());
    }
}
