package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dertwin.client.DerTwin;
import io.dertwin.client.DerTwinClient;
import org.junit.jupiter.api.Test;

class BatteryIT {

    @Test
    void should_find_the_site() {
        try (DerTwin site = DerTwinClient.fromBuild()) {
            assertEquals(50.0, site.device("bess-1").telemetry("system_soc"));
        }
    }
}
