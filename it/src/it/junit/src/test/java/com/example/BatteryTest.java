package com.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dertwin.client.DerTwin;
import io.dertwin.client.Fault;
import io.dertwin.client.SimulatedDevice;
import io.dertwin.junit.jupiter.DerTwinTest;
import io.dertwin.junit.jupiter.Device;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@DerTwinTest(site = "site.json")
class BatteryTest {

    @Test
    void should_give_no_more_than_a_derated_battery_can(DerTwin site, @Device("bess-1") SimulatedDevice battery) {
        battery.inject(Fault.derate(40));
        battery.command("start_stop_standby", 1);
        battery.command("active_power_setpoint", 20);

        site.clock().advance(Duration.ofMinutes(1));

        assertThat(battery.telemetry("active_power")).isCloseTo(8, within(0.1));
    }
}
