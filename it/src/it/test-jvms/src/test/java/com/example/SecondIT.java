package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dertwin.client.DerTwin;
import io.dertwin.client.DerTwinClient;
import org.junit.jupiter.api.Test;

class SecondIT {

    @Test
    void should_find_the_site_whichever_jvm_this_is() {
        assertEquals("mine", System.getProperty("argument"));
        try (DerTwin site = DerTwinClient.fromBuild()) {
            assertEquals(50.0, site.device("bess-1").telemetry("system_soc"));
        }
    }
}
