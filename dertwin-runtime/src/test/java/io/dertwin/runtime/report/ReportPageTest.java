package io.dertwin.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ghgande.j2mod.modbus.facade.ModbusTCPMaster;
import com.ghgande.j2mod.modbus.procimg.Register;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import io.dertwin.runtime.protocol.Endpoint;
import io.dertwin.runtime.protocol.PortPolicy;
import io.dertwin.runtime.site.Site;
import io.dertwin.runtime.site.SiteReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {

    private static final String HOSTILE = "</script><img src=x onerror=\"hacked=1\">'&amp;<!--";

    private static final int A_MEGABYTE = 1_000_000;

    @TempDir
    private Path folder;

    @Test
    void should_show_a_site_that_was_left_alone() throws Exception {
        try (Site site = site("{ site_name: quiet, assets: [] }")) {
            String page = site.reports().page(Extent.ALL);

            assertThat(page)
                    .contains("<h1>quiet</h1>", "00:00:00 to 00:00:00, 0 s simulated")
                    .contains("None: every access fits the register maps, and nothing was refused.");
            assertThat(data(page).path("devices")).isEmpty();
        }
    }

    @Test
    void should_take_names_and_values_for_nothing_but_text() throws Exception {
        Files.writeString(folder.resolve("map.json"), new ObjectMapper().writeValueAsString(hostileMap()));
        String definition = """
                { "site_name": %s, "real_time": false, "assets": [ { "type": "bess", "name": "bess-1", "protocols": [
                    { "kind": "modbus_tcp", "port": 0, "register_map": "map.json" } ] } ] }
                """.formatted(new ObjectMapper().writeValueAsString(HOSTILE));
        try (Site site = site(definition)) {
            site.open(PortPolicy.random());
            write(site, "bess-1", 0, words("</script><script>hacked=1</script>", 20));
            write(site, "bess-1", 100, words(HOSTILE, 2));
            site.engine().advance(10, () -> false);

            String page = site.reports().page(Extent.ALL);
            assertThat(page).doesNotContain("<img", "<script>hacked");
            assertThat(page.split("<script", -1)).hasSize(5);
            assertThat(page.split("</script>", -1)).hasSize(5);
            JsonNode data = data(page);
            assertThat(data.path("site").path("name").asText()).isEqualTo(HOSTILE);
            JsonNode written = data.path("journal").path("writes").get(0);
            assertThat(written.path("register").asText()).isEqualTo(HOSTILE);
            assertThat(written.path("value").asText()).isEqualTo("</script><script>hacked=1</script>");
            assertThat(data.path("problems").findValuesAsText("kind")).contains("unmapped");
        }
    }

    private static Object hostileMap() {
        return Map.of(
                "registers",
                List.of(Map.of(
                        "name",
                        HOSTILE,
                        "description",
                        HOSTILE,
                        "unit",
                        HOSTILE,
                        "func",
                        16,
                        "address",
                        0,
                        "count",
                        20,
                        "type",
                        "string",
                        "value",
                        "")));
    }

    /** Whoever reads it in a CI's list of artifacts waits for every byte. */
    @Test
    void should_stay_below_a_megabyte_for_an_hour_of_a_busy_site() throws Exception {
        try (Site site = new Site(SiteReader.read(Path.of("..", "configs", "full.json")))) {
            site.open(PortPolicy.random());
            site.recording().every(1);
            Endpoint first = site.endpoints(site.device("bess-1")).get(0);
            Endpoint second = site.endpoints(site.device("bess-2")).get(0);
            ModbusTCPMaster one = master(first);
            ModbusTCPMaster other = master(second);
            try {
                for (int time = 0; time < 3600; time++) {
                    one.readInputRegisters(1, 32002, 1);
                    one.writeMultipleRegisters(1, 10126, words(time % 400));
                    other.writeMultipleRegisters(1, 10126, words(time % 200));
                    site.engine().advance(10, () -> false);
                }
            } finally {
                one.disconnect();
                other.disconnect();
            }

            String page = site.reports().page(Extent.ALL);
            assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(A_MEGABYTE);
            JsonNode journal = data(page).path("journal");
            assertThat(journal.path("writes").size()
                            + journal.path("writes_left_out").asInt())
                    .isEqualTo(7200);
        }
    }

    private Site site(String definition) throws IOException {
        return new Site(SiteReader.read(Files.writeString(folder.resolve("site.yaml"), definition)));
    }

    private static void write(Site site, String device, int address, Register[] words) throws Exception {
        Endpoint endpoint = site.endpoints(site.device(device)).get(0);
        ModbusTCPMaster master = master(endpoint);
        try {
            master.writeMultipleRegisters(endpoint.unitId(), address, words);
        } finally {
            master.disconnect();
        }
    }

    private static ModbusTCPMaster master(Endpoint endpoint) throws Exception {
        ModbusTCPMaster master = new ModbusTCPMaster("127.0.0.1", endpoint.port());
        master.connect();
        return master;
    }

    private static Register[] words(int value) {
        return new Register[] {new SimpleRegister(value >> 16), new SimpleRegister(value & 0xFFFF)};
    }

    private static Register[] words(String text, int count) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Register[] words = new Register[count];
        for (int i = 0; i < count; i++) {
            int high = 2 * i < bytes.length ? bytes[2 * i] & 0xFF : 0;
            int low = 2 * i + 1 < bytes.length ? bytes[2 * i + 1] & 0xFF : 0;
            words[i] = new SimpleRegister(high << 8 | low);
        }
        return words;
    }

    private static JsonNode data(String page) throws IOException {
        Matcher data = Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL)
                .matcher(page);
        assertThat(data.find()).isTrue();
        return new ObjectMapper().readTree(data.group(1));
    }
}
