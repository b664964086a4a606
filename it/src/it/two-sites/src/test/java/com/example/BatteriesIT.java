package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dertwin.client.DerTwin;
import io.dertwin.client.DerTwinClient;
import org.junit.jupiter.api.Test;

class BatteriesIT {

    @Test
    void should_find_each_site_by_its_id() {
        try (DerTwin north = DerTwinClient.fromBuild("north");
                DerTwin south = DerTwinClient.fromBuild("south")) {
            assertEquals(30.0, north.device("bess-1").telemetry("system_soc"));
            assertEquals(70.0, south.device("bess-1").telemetry("system_soc"));
            assertEquals(north.device("bess-1").modbus().port(), Integer.getInteger("northPort"));
            assertEquals(south.device("bess-1").modbus().port(), Integer.getInteger("southPort"));
        }
    }

    @Test
    void should_mean_the_first_site_by_the_plain_names() {
        assertEquals(Integer.getInteger("northPort"), Integer.getInteger("plainPort"));
    }
}
