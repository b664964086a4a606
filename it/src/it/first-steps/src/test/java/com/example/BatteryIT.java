package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.client.DerTwin;
import io.dertwin.client.DerTwinClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatteryIT {

    @Test
    void should_charge_in_twenty_minutes() {
        try (DerTwin site = DerTwinClient.fromBuild()) {
            site.device("bess-1").command("start_stop_standby", 1);
            site.device("bess-1").command("active_power_setpoint", -20);

            site.clock().advance(Duration.ofMinutes(20));

            assertThat(site.device("bess-1").telemetry("system_soc")).isGreaterThan(66);
        }
    }
}
