package io.dertwin.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ghgande.j2mod.modbus.facade.ModbusTCPMaster;
import io.dertwin.runtime.control.http.RawClient;
import io.dertwin.runtime.protocol.Endpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class StreamEndpointsTest {

    @TempDir
    Path folder;

    private final List<RawClient> clients = new ArrayList<>();
    private ControlledSite site;

    @BeforeEach
    void start() throws IOException {
        site = ControlledSite.start(folder);
    }

    @AfterEach
    void stop() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
        site.close();
    }

    @Test
    void should_stream_telemetry_while_time_moves() throws Exception {
        RawClient client = listen("");
        JsonNode first = next(client, "telemetry");
        assertThat(first.path("clock").path("ticks").asInt()).isZero();
        assertThat(first.path("site").path("grid.frequency").asDouble()).isEqualTo(50);
        assertThat(first.path("devices").path("bess-1").path("system_soc").asDouble())
                .isEqualTo(50);

        site.post("/api/v1/clock/advance", "{'steps':10}");
        assertThat(next(client, "telemetry").path("clock").path("ticks").asInt())
                .isEqualTo(10);
    }

    @Test
    void should_stream_what_the_ems_says() throws Exception {
        RawClient client = listen("?events=journal");
        Endpoint bess = site.site().endpoints(site.site().device("bess-1")).get(0);
        ModbusTCPMaster ems = new ModbusTCPMaster(bess.host(), bess.port());
        ems.connect();
        ems.readInputRegisters(1, 32_002, 1);
        ems.readInputRegisters(1, 32_002, 1);
        ems.disconnect();

        assertThat(next(client, "journal").path("sequence").asInt()).isEqualTo(1);
        assertThat(next(client, "journal").path("sequence").asInt()).isEqualTo(2);
    }

    @Test
    void should_tell_of_every_request_or_how_many_it_leaves_out_however_many_listen() throws Exception {
        List<RawClient> listening = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            listening.add(listen("?events=journal"));
        }
        Endpoint bess = site.site().endpoints(site.site().device("bess-1")).get(0);
        ModbusTCPMaster ems = new ModbusTCPMaster(bess.host(), bess.port());
        ems.connect();
        for (int i = 0; i < 1000; i++) {
            ems.readInputRegisters(1, 32_002, 1);
        }
        ems.disconnect();

        for (RawClient client : List.of(listening.get(0), listening.get(499))) {
            long told = 0;
            while (told < 1000) {
                String line = client.line();
                told += line.equals("event: journal") ? 1 : 0;
                told += line.equals("event: journal_skipped")
                        ? data(client).path("count").asLong()
                        : 0;
            }
            assertThat(told).isEqualTo(1000);
        }
    }

    @Test
    void should_serve_a_thousand_of_whom_some_never_read() throws Exception {
        List<RawClient> readers = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            RawClient client = i % 10 == 0 ? new RawClient(site.address(), 2048) : new RawClient(site.address());
            clients.add(client);
            client.send("GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
            if (i % 10 != 0) {
                readers.add(client);
            }
        }
        for (RawClient reader : readers) {
            next(reader, "telemetry");
        }
        for (int round = 1; round <= 3; round++) {
            site.post("/api/v1/clock/advance", "{'steps':1}");
            for (RawClient reader : readers) {
                assertThat(next(reader, "telemetry").path("clock").path("ticks").asInt())
                        .isEqualTo(round);
            }
        }
        assertThat(site.get("/health").status()).isEqualTo(200);
    }

    @Test
    void should_say_what_there_is_to_listen_to() throws Exception {
        assertThat(site.get("/api/v1/stream?events=jurnal").detail())
                .isEqualTo(
                        "events: must be one of all, telemetry, journal, but is \"jurnal\", did you mean 'journal'?");
    }

    private RawClient listen(String parameters) throws IOException {
        RawClient client = new RawClient(site.address());
        clients.add(client);
        client.send("GET /api/v1/stream" + parameters + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(client.line()).isEqualTo("HTTP/1.1 200 OK");
        return client;
    }

    /** The data of the next event of this name. */
    private static JsonNode next(RawClient client, String event) throws IOException {
        String line = client.line();
        while (!line.equals("event: " + event)) {
            line = client.line();
        }
        return data(client);
    }

    private static JsonNode data(RawClient client) throws IOException {
        return new ObjectMapper().readTree(client.line().substring("data: ".length()));
    }
}
