package io.dertwin.runtime.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dertwin.client.ModbusEndpoint;
import io.dertwin.runtime.device.DeviceTypes;
import io.dertwin.runtime.protocol.Protocol;
import io.dertwin.runtime.site.EmbeddedSite;
import io.dertwin.runtime.site.Protocols;
import io.dertwin.runtime.site.SiteReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A new protocol is its own package and a line in the registry; it touches no device and no other protocol. */
@Timeout(60)
class AddingAProtocolTest {

    @TempDir
    private Path folder;

    @Test
    void should_read_and_write_a_device_by_a_protocol_that_the_simulator_has_never_heard_of() throws IOException {
        try (EmbeddedSite site = start("{\"kind\":\"plain_text\",\"port\":0}")) {
            ModbusEndpoint endpoint = site.device("bess-1").modbus();
            try (Socket socket = new Socket(endpoint.host(), endpoint.port());
                    PrintWriter out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
                out.println("get system_soc");
                assertThat(in.readLine()).isEqualTo("50.0");
                out.println("put active_power_setpoint -5");
                assertThat(in.readLine()).isEqualTo("ok");
                out.println("put start_stop_standby 1");
                assertThat(in.readLine()).isEqualTo("ok");
                site.clock().advance(1);
                out.println("get active_power");
                assertThat(in.readLine()).isEqualTo("-5.0");
            }
        }
    }

    @Test
    void should_check_its_bindings_as_those_of_any_other() {
        assertThatThrownBy(() -> start("{\"kind\":\"plain_text\",\"prot\":1}"))
                .hasMessageContaining("assets[0].protocols[0].port: is missing")
                .hasMessageContaining("assets[0].protocols[0].prot: unknown key 'prot', did you mean 'port'?");
        assertThatThrownBy(() -> start("{\"kind\":\"plain_text\",\"port\":1},{\"kind\":\"plain_text\",\"port\":1}"))
                .hasMessageContaining("port 1 is taken by 'bess-1'");
    }

    private EmbeddedSite start(String bindings) throws IOException {
        List<Protocol> protocols = new ArrayList<>(Protocols.standard().all());
        protocols.add(new PlainText());
        String json = "{\"assets\":[{\"type\":\"bess\",\"protocols\":[" + bindings + "]}]}";
        Path file = Files.writeString(folder.resolve("site.json"), json);
        return EmbeddedSite.start(new SiteReader(DeviceTypes.standard(), new Protocols(protocols)).site(file));
    }
}
