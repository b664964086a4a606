package io.dertwin.runtime.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dertwin.client.DerTwin;
import io.dertwin.client.DerTwinClient;
import io.dertwin.client.DerTwinException;
import io.dertwin.client.ModbusEndpoint;
import io.dertwin.runtime.control.ControlServer;
import io.dertwin.runtime.protocol.PortPolicy;
import io.dertwin.runtime.site.Site;
import io.dertwin.runtime.site.SiteReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract over HTTP. */
class HttpSiteTest extends SiteContract {

    private Site running;
    private ControlServer control;
    private URI uri;

    @Override
    DerTwin start(Path siteFile) throws IOException {
        running = new Site(SiteReader.read(siteFile));
        running.open(PortPolicy.random());
        control = ControlServer.start(running, new InetSocketAddress("127.0.0.1", 0), Optional.of("a token"), "1");
        uri = URI.create("http://127.0.0.1:" + control.address().getPort());
        return DerTwinClient.connect(uri, "a token");
    }

    @AfterEach
    void stop() {
        control.close();
        running.close();
    }

    @Test
    void should_say_that_a_token_is_wanted() {
        assertThatThrownBy(() -> DerTwinClient.connect(uri))
                .isInstanceOf(DerTwinException.class)
                .hasMessage("a token is set: send it as 'Authorization: Bearer <token>'");
    }

    @Test
    void should_say_that_nobody_answers() {
        control.close();

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
}
