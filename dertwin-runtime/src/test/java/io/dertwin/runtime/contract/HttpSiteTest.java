package io.dertwin.runtime.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dertwin.client.DerTwin;
import io.dertwin.client.DerTwinClient;
import io.dertwin.client.DerTwinException;
import io.dertwin.client.ModbusEndpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract over HTTP. */
class HttpSiteTest extends SiteContract {

    private HttpSite running;
    private URI uri;

    @Override
    DerTwin start(Path siteFile) throws IOException {
        running = new HttpSite(siteFile);
        uri = running.uri();
        return running.connect();
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void should_say_that_a_token_is_wanted() {
        assertThatThrownBy(() -> DerTwinClient.connect(uri))
                .isInstanceOf(DerTwinException.class)
                .hasMessage("the site at " + uri + " wants its token, as in DerTwinClient.connect(uri, token)");
    }

    @Test
    void should_say_that_a_token_is_wrong() {
        assertThatThrownBy(() -> DerTwinClient.connect(uri, "another"))
                .isInstanceOf(DerTwinException.class)
                .hasMessage("the site at " + uri + " does not take this token: it was started with another one");
    }

    @Test
    void should_say_that_nobody_answers() {
        running.close();

        assertThatThrownBy(() -> DerTwinClient.connect(uri))
                .isInstanceOf(DerTwinException.class)
                .hasMessage("no site answers at " + uri + ": is it running, and is this its control port?");
    }

    @Test
    void should_reach_devices_where_it_is_told_to() {
        ModbusEndpoint mapped = new ModbusEndpoint("docker.example", 32_768, 7);
        DerTwin elsewhere = DerTwinClient.connect(uri, Optional.of("a token"), Map.of("bess-1", mapped));

        assertThat(elsewhere.device("bess-1").modbus()).isEqualTo(mapped);
        assertThat(elsewhere.device("pv").modbus()).isEqualTo(site.device("pv").modbus());
    }

    @Test
    void should_serve_many_threads() {
        assertThat(IntStream.range(0, 200)
                        .parallel()
                        .mapToObj(i -> {
                            site.device("bess-1").command("active_power_setpoint", i % 20 - 10);
                            return site.device("bess-1").telemetry("system_soc");
                        })
                        .distinct())
                .containsExactly(50.0);
    }
}
