package io.dertwin.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ghgande.j2mod.modbus.facade.ModbusTCPMaster;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import io.dertwin.runtime.control.ControlledSite.Answer;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class JournalEndpointsTest {

    private static final int START_STOP_STANDBY = 10_055;

    @TempDir
    Path folder;

    private ControlledSite site;
    private ModbusTCPMaster ems;

    @BeforeEach
    void start() throws Exception {
        site = ControlledSite.start(folder);
        Endpoint bess = site.site().endpoints(site.site().device("bess-1")).get(0);
        ems = new ModbusTCPMaster(bess.host(), bess.port());
        ems.connect();
    }

    @AfterEach
    void stop() {
        ems.disconnect();
        site.close();
    }

    @Test
    void should_show_requests_decoded() throws Exception {
        write(1);
        ems.readInputRegisters(1, 32_002, 1);
        site.post("/api/v1/clock/advance", "{'steps':1}");

        JsonNode journal = site.get("/api/v1/journal").json();
        assertThat(journal).hasSize(2);
        JsonNode write = journal.get(0);
        assertThat(write.path("sequence").asInt()).isEqualTo(1);
        assertThat(write.path("device").asText()).isEqualTo("bess-1");
        assertThat(write.path("function").asInt()).isEqualTo(6);
        assertThat(write.path("outcome").asText()).isEqualTo("ok");
        assertThat(write.path("effective_tick").asInt(-1)).isZero();
        assertThat(write.path("answered_time").asDouble(-1)).isZero();
        assertThat(write.path("write").path("values").toString())
                .isEqualTo("[{\"register\":\"start_stop_standby\",\"internal_name\":\"start_stop_standby\","
                        + "\"address\":10055,\"value\":1.0,\"unit\":\"\",\"option\":\"Run\"}]");
        assertThat(journal.get(1).path("read").path("words").toString()).isEqualTo("[500]");
    }

    @Test
    void should_select_what_is_wanted() throws Exception {
        for (int i = 1; i <= 5; i++) {
            write(i % 2 + 1);
        }
        ems.readInputRegisters(1, 32_002, 1);

        assertThat(sequences("?limit=2")).containsExactly(5, 6);
        assertThat(sequences("?after=0&limit=2")).containsExactly(1, 2);
        assertThat(sequences("?after=4")).containsExactly(5, 6);
        assertThat(sequences("?function=4")).containsExactly(6);
        assertThat(sequences("?register=system_soc&device=bess-1")).containsExactly(6);
        assertThat(sequences("?access=write&limit=1")).containsExactly(5);
        assertThat(sequences("?since=1")).isEmpty();
        assertThat(sequences("?device=pv-1")).isEmpty();
    }

    @Test
    void should_show_a_long_journal_as_a_short_one() throws Exception {
        for (int i = 1; i <= 1_100; i++) {
            ems.readInputRegisters(1, 32_002, 1);
        }

        List<Integer> all = sequences("?limit=10000");
        assertThat(all).hasSize(1_100).startsWith(1).endsWith(1_100).isSorted();
        assertThat(sequences("")).isEqualTo(all.subList(100, 1_100));
        assertThat(sequences("?after=0&limit=1001")).isEqualTo(all.subList(0, 1_001));
    }

    @Test
    void should_count_and_forget() throws Exception {
        write(1);
        write(9);

        assertThat(site.get("/api/v1/journal/counters").text())
                .isEqualTo("{\"requests\":2,\"reads\":0,\"writes\":2,\"unmapped\":0,\"exceptions\":1,\"dropped\":0}");
        assertThat(site.delete("/api/v1/journal").status()).isEqualTo(204);
        assertThat(site.get("/api/v1/journal").text()).isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?device=bess1|device: there is no device 'bess1' on site 'plant', did you mean 'bess-1'?",
                "?limit=many|limit: must be a number, but is \"many\"",
                "?limit=10001|limit: must be from 0 to 10000, but is 10001",
                "?function=300|function: must be from 0 to 255, but is 300",
                "?access=rite|access: must be one of any, read, write, but is \"rite\", did you mean 'write'?",
                "?devise=x|devise: unknown key 'devise', did you mean 'device'?"
            })
    void should_say_what_is_wrong_with_a_query(String query, String detail) throws Exception {
        Answer answer = site.get("/api/v1/journal" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).isEqualTo(detail);
    }

    @Test
    void should_answer_at_once_when_it_was_written_before() throws Exception {
        write(1);

        JsonNode met = site.post(
                        "/api/v1/journal/wait",
                        "{'register':'start_stop_standby','device':'bess-1','value':'>= 1','timeout':'PT1M'}")
                .json();
        assertThat(met.path("met").asBoolean()).isTrue();
        assertThat(met.path("entry").path("sequence").asInt()).isEqualTo(1);
    }

    @Test
    void should_answer_when_it_is_written() throws Exception {
        List<RawClient> waiting = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            RawClient client = new RawClient(site.address());
            client.send(waitRequest("{\"register\":\"start_stop_standby\",\"value\":3,\"timeout\":\"PT50S\"}"));
            waiting.add(client);
        }
        write(1);
        write(3);

        for (RawClient client : waiting) {
            assertThat(client.answer().body()).startsWith("{\"met\":true,\"time\":0.0,\"entry\":{\"sequence\":2,");
            client.close();
        }
    }

    @Test
    void should_answer_when_the_time_is_up() throws Exception {
        assertThat(site.post("/api/v1/journal/wait", "{'register':'start_stop_standby','timeout':0.01}")
                        .text())
                .isEqualTo("{\"met\":false,\"time\":0.0}");
        site.post("/api/v1/clock/mode", "{'mode':'realtime','speed':'max'}");
        JsonNode unmet = site.post("/api/v1/journal/wait", "{'register':'start_stop_standby','simulated':'PT1H'}")
                .json();
        assertThat(unmet.path("met").asBoolean(true)).isFalse();
        assertThat(unmet.path("time").asDouble()).isGreaterThan(3600);
    }

    @Test
    void should_count_what_was_written_before_and_what_comes_meanwhile() throws Exception {
        for (int i = 0; i < 2500; i++) {
            write(1 + i % 2);
        }
        List<RawClient> waiting = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            RawClient client = new RawClient(site.address());
            client.send(waitRequest(
                    "{\"register\":\"start_stop_standby\",\"value\":2,\"count\":1300,\"timeout\":\"PT50S\"}"));
            waiting.add(client);
            write(1 + i % 2);
        }

        for (RawClient client : waiting) {
            assertThat(client.answer().body()).startsWith("{\"met\":true,\"time\":0.0,\"entry\":{\"sequence\":2600,");
            client.close();
        }
    }

    @Test
    void should_wait_for_as_long_as_anybody_can_ask_for() throws Exception {
        try (RawClient client = new RawClient(site.address())) {
            client.send(waitRequest("{\"register\":\"start_stop_standby\",\"timeout\":1e10}"));
            write(1);

            assertThat(client.answer().body()).startsWith("{\"met\":true,");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|register: is missing: the name of the register that is to be written",
                "{'register':'x','device':'bess1'}"
                        + "|device: there is no device 'bess1' on site 'plant', did you mean 'bess-1'?",
                "{'register':'x','value':'big'}|value: \"big\" is no condition on a number: it looks like \">= 90\","
                        + " with one of >= <= > < == !=",
                "{'register':'x','value':[1]}|value: \"a list\" is no condition on a number: it looks like \">= 90\","
                        + " with one of >= <= > < == !=",
                "{'register':'x','count':0}|count: must be from 1 to 1000000, but is 0",
                "{'register':'x','timeut':0}|timeut: unknown key 'timeut', did you mean 'timeout'?"
            })
    void should_say_what_is_wrong_with_a_wait(String body, String detail) throws Exception {
        Answer answer = site.post("/api/v1/journal/wait", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).isEqualTo(detail);
    }

    private List<Integer> sequences(String query) throws Exception {
        List<Integer> sequences = new ArrayList<>();
        site.get("/api/v1/journal" + query)
                .json()
                .forEach(entry -> sequences.add(entry.path("sequence").asInt()));
        return sequences;
    }

    private static String waitRequest(String body) {
        return "POST /api/v1/journal/wait HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private void write(int value) throws IOException {
        try {
            ems.writeSingleRegister(1, START_STOP_STANDBY, new SimpleRegister(value));
        } catch (com.ghgande.j2mod.modbus.ModbusSlaveException refused) {
            // which is what the test wants
        } catch (com.ghgande.j2mod.modbus.ModbusException e) {
            throw new IOException(e);
        }
    }
}
