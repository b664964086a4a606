package io.dertwin.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ghgande.j2mod.modbus.facade.ModbusTCPMaster;
import com.ghgande.j2mod.modbus.procimg.InputRegister;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import io.dertwin.runtime.control.ControlledSite.Answer;
import io.dertwin.runtime.control.http.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RegisterEndpointsTest {

    private static final int SETPOINT = 10_126;

    private static final String HOSTILE_MAP = """
            registers:
              - { name: "<img src=x onerror=alert(1)>", func: 0x03, address: 7, type: string, count: 2, value: "a<b" }
              - { name: "\\"'&\\u2028", func: 0x04, address: 0, type: int16, internal_name: system_soc,
                  unit: "<script>", description: "</script><!--" }
              - { name: coils, func: 0x0F, address: 3, type: bits, count: 3, value: 5 }
            """;

    @TempDir
    Path folder;

    private ControlledSite site;

    @BeforeEach
    void start() throws IOException {
        site = ControlledSite.start(folder);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void should_show_a_register_with_all_that_a_driver_needs() throws Exception {
        JsonNode binding = registers("bess-1");

        assertThat(binding.path("kind").asText()).isEqualTo("modbus_tcp");
        assertThat(binding.path("port").asInt()).isPositive();
        assertThat(binding.path("binding").asText())
                .isEqualTo("modbus_tcp 127.0.0.1:" + binding.path("port").asInt());
        assertThat(binding.path("register_map").asText()).endsWith("bess_modbus.yaml");
        assertThat(register(binding, "system_soc"))
                .hasToString(
                        "{\"table\":\"input_register\",\"function\":4,\"writable\":false,\"address\":32002,\"count\":1,"
                                + "\"name\":\"system_soc\",\"internal_name\":\"system_soc\",\"type\":\"uint16\",\"scale\":0.1,"
                                + "\"word_order\":\"big\",\"byte_order\":\"big\",\"unit\":\"%\","
                                + "\"description\":\"State of charge\",\"options\":{},\"words\":[500],\"value\":50.0}");
    }

    @Test
    void should_show_what_a_master_reads_in_every_register() throws Exception {
        site.post("/api/v1/control/bess-1", "{'commands':{'start_stop_standby':1,'active_power_setpoint':-20}}");
        site.post("/api/v1/clock/advance", "{'steps':100}");
        JsonNode binding = registers("bess-1");
        List<String> shown = new ArrayList<>();
        List<String> read = new ArrayList<>();

        try (Master master = new Master(binding)) {
            for (JsonNode register : binding.path("registers")) {
                String name = register.path("function").asInt() + "/" + register.path("address");
                shown.add(name + " " + register.path("words").toString().replace(",", ", "));
                read.add(name + " " + master.read(register));
            }
        }
        assertThat(shown).isEqualTo(read).hasSizeGreaterThan(20);
    }

    @Test
    void should_show_what_a_master_has_written() throws Exception {
        JsonNode binding = registers("bess-1");
        JsonNode setpoint = register(binding, "active_power_setpoint");
        assertThat(setpoint.path("writable").asBoolean()).isTrue();
        assertThat(setpoint.path("write_function").asInt()).isEqualTo(16);

        try (Master master = new Master(binding)) {
            master.write(SETPOINT, 0xFFFF, 0xFF38);
        }
        JsonNode written = register(registers("bess-1"), "active_power_setpoint");
        assertThat(written.path("words")).hasToString("[65535,65336]");
        assertThat(written.path("value").asDouble()).isEqualTo(-20);
    }

    @Test
    void should_show_what_faults_make_of_values_and_leave_faults_and_journal_alone() throws Exception {
        site.post("/api/v1/faults", "{'kind':'stuck','device':'bess-1','register':'system_soc','value':12.3}");
        site.post(
                "/api/v1/faults",
                "{'kind':'nan','device':'bess-1','register':'battery_temperature','probability':0.5}");
        site.post("/api/v1/faults", "{'kind':'offset','device':'bess-1','register':'system_soh','value':5,'skip':1}");
        site.post(
                "/api/v1/faults",
                "{'kind':'offset','device':'bess-1','register':'grid_frequency','value':1,'count':1}");
        JsonNode first = registers("bess-1");
        JsonNode second = registers("bess-1");

        assertThat(second).isEqualTo(first);
        assertThat(register(first, "system_soc").path("value").asDouble()).isEqualTo(12.3);
        assertThat(register(first, "battery_temperature").path("value").asDouble())
                .isPositive();
        assertThat(register(first, "system_soh").path("value").asDouble()).isEqualTo(100);
        assertThat(register(first, "grid_frequency").path("value").asDouble()).isEqualTo(51);
        assertThat(site.get("/api/v1/faults").json())
                .extracting(fault -> fault.path("hits").asInt())
                .containsOnly(0);
        assertThat(site.get("/api/v1/journal").text()).isEqualTo("[]");
    }

    @Test
    void should_describe_its_answer() throws Exception {
        JsonNode schema = site.get("/openapi.json").json().at("/components/schemas/Register");
        List<String> described = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(described::add);
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));

        for (JsonNode register : registers("bess-1").path("registers")) {
            List<String> given = new ArrayList<>();
            register.fieldNames().forEachRemaining(given::add);
            assertThat(described).containsAll(given);
            assertThat(given).containsAll(required);
            assertThat(Set.of("coil", "discrete_input", "input_register", "holding_register"))
                    .contains(register.path("table").asText());
        }
    }

    @Test
    void should_have_no_registers_where_there_is_no_binding() throws Exception {
        assertThat(site.get("/api/v1/devices/pv-1/registers").text()).isEqualTo("{\"id\":\"pv-1\",\"bindings\":[]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/devices/bess1/registers|404|there is no device 'bess1' on site 'plant', did you mean 'bess-1'?",
                "/api/v1/devices/bess-1/register|404|there is nothing at '/api/v1/devices/bess-1/register', did you mean"
                        + " '/api/v1/devices/{id}/registers'?; /docs lists what there is",
                "/api/v1/devices/bess-1/registers?unit=1|400|unit: unknown key 'unit'",
                "/api/v1/devices/%3Cimg%20src=x%3E/registers|404|there is no device '<img src=x>' on site 'plant'"
            })
    void should_say_what_is_wrong(String path, int status, String detail) throws Exception {
        Answer answer = site.get(path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.detail()).startsWith(detail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/devices/../registers",
                "/api/v1/devices/%2e%2e/registers",
                "/api/v1/devices/bess-1%2fregisters",
                "/api/v1/devices/bess-1%00/registers"
            })
    void should_refuse_paths_that_nobody_means_well_with(String path) throws Exception {
        try (RawClient client = new RawClient(site.address())) {
            client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(client.rest()).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void should_hand_on_hostile_names_as_they_are() throws Exception {
        Files.writeString(folder.resolve("hostile.yaml"), HOSTILE_MAP);
        String hostile = ControlledSite.SITE.replace("bess_modbus.yaml", "hostile.yaml");
        try (ControlledSite other = ControlledSite.start(folder, hostile)) {
            Answer answer = other.get("/api/v1/devices/bess-1/registers");
            JsonNode registers = answer.json().at("/bindings/0/registers");

            assertThat(answer.contentType()).isEqualTo("application/json");
            assertThat(registers)
                    .extracting(register -> register.path("name").asText())
                    .containsExactly("coils", "\"'&\u2028", "<img src=x onerror=alert(1)>");
            assertThat(registers.path(0).path("words")).hasToString("[1,0,1]");
            assertThat(registers.path(0).path("write_function").asInt()).isEqualTo(15);
            assertThat(registers.path(1).path("unit").asText()).isEqualTo("<script>");
            assertThat(registers.path(2).path("value").asText()).isEqualTo("a<b");
        }
    }

    private JsonNode registers(String device) throws Exception {
        return site.get("/api/v1/devices/" + device + "/registers").json().at("/bindings/0");
    }

    private static JsonNode register(JsonNode binding, String internalName) {
        for (JsonNode register : binding.path("registers")) {
            if (register.path("internal_name").asText().equals(internalName)) {
                return register;
            }
        }
        throw new AssertionError("no register for " + internalName);
    }

    /** Somebody else's Modbus master. */
    private static final class Master implements AutoCloseable {

        private final ModbusTCPMaster master;
        private final int unitId;

        Master(JsonNode binding) throws Exception {
            master = new ModbusTCPMaster(
                    binding.path("host").asText(), binding.path("port").asInt());
            unitId = binding.path("unit_id").asInt();
            master.connect();
        }

        List<Integer> read(JsonNode register) throws Exception {
            int address = register.path("address").asInt();
            int count = register.path("count").asInt();
            InputRegister[] words = register.path("function").asInt() == 4
                    ? master.readInputRegisters(unitId, address, count)
                    : master.readMultipleRegisters(unitId, address, count);
            return List.of(words).stream().map(InputRegister::toUnsignedShort).toList();
        }

        void write(int address, int... words) throws Exception {
            SimpleRegister[] registers = new SimpleRegister[words.length];
            for (int i = 0; i < words.length; i++) {
                registers[i] = new SimpleRegister(words[i]);
            }
            master.writeMultipleRegisters(unitId, address, registers);
        }

        @Override
        public void close() {
            master.disconnect();
        }
    }
}
