package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dertwin.client.ClockMode;
import io.dertwin.client.DerTwin;
import io.dertwin.client.DerTwinClient;
import io.dertwin.client.DerTwinException;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class BatteryIT {

    @Test
    void should_follow_wall_time_whatever_the_site_file_says() {
        try (DerTwin site = DerTwinClient.fromBuild()) {
            assertEquals(ClockMode.REALTIME, site.clock().mode());
        }
    }

    @Test
    void should_want_the_token_that_the_environment_has() throws IOException {
        Properties properties = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("target/dertwin/plant.properties"))) {
            properties.load(file);
        }
        URI url = URI.create(properties.getProperty("dertwin.url"));

        assertEquals("secret", properties.getProperty("dertwin.token"));
        assertThrows(DerTwinException.class, () -> DerTwinClient.connect(url));
        DerTwinClient.connect(url, "secret").close();
    }
}
