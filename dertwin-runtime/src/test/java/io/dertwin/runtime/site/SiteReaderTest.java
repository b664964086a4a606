package io.dertwin.runtime.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dertwin.runtime.settings.InvalidFileException;
import io.dertwin.runtime.settings.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteReaderTest {

    @TempDir
    private Path folder;

    @Test
    void should_read_a_site_with_nothing_but_defaults() throws IOException {
        SiteDefinition site =
                read("{\"assets\":[{\"type\":\"bess\"},{\"type\":\"bess\"},{\"type\":\"energy_meter\"}]}");

        assertThat(site.name()).isEqualTo("site");
        assertThat(site.stepSeconds()).isEqualTo(0.1);
        assertThat(site.startTime()).isZero();
        assertThat(site.realTime()).isEmpty();
        assertThat(site.control()).isEqualTo(new SiteDefinition.Control(55_000, "127.0.0.1", Optional.empty()));
        assertThat(site.assets())
                .extracting(SiteDefinition.Asset::id)
                .containsExactly("bess-1", "bess-2", "energy-meter-1");
    }

    @Test
    void should_read_yaml_as_it_reads_json() throws IOException {
        Path file = Files.writeString(folder.resolve("site.yaml"), """
                site_name: in yaml
                real_time: false
                assets:
                  - type: bess
                    name: battery   # the only one
                """);

        SiteDefinition site = SiteReader.read(file);

        assertThat(site.name()).isEqualTo("in yaml");
        assertThat(site.realTime()).contains(false);
        assertThat(site.assets()).extracting(SiteDefinition.Asset::id).containsExactly("battery");
    }

    @Test
    void should_ignore_comments_wherever_they_stand() throws IOException {
        SiteDefinition site = read("""
                {"comment": "a site", "//": "indeed", "//step": 7,
                 "assets": [{"comment": ["any", "shape"], "type": "bess"}]}
                """);

        assertThat(site.stepSeconds()).isEqualTo(0.1);
    }

    @Test
    void should_report_everything_at_once_with_line_path_and_nearest_key() throws IOException {
        assertThat(problems("""
                {
                  "site_nam": "x",
                  "step": 0,
                  "external_models": {"irradiance": {"sunrise": 18, "sunset": 6}},
                  "assets": [
                    {"type": "bess", "capacity_kwh": -1, "soc_limits": {"lower_1": 95}},
                    {"type": "inverer"},
                    {"type": "inverter",
                     "protocols": [{"kind": "modbus_tcp", "prot": 1}]}
                  ]
                }
                """))
                .containsExactlyInAnyOrder(
                        "2: site_nam: unknown key 'site_nam', did you mean 'site_name'?",
                        "3: step: must be greater than 0, but is 0",
                        "4: external_models.irradiance.sunset: must be greater than 18, but is 6",
                        "6: assets[0].capacity_kwh: must be greater than 0, but is -1",
                        "6: assets[0].soc_limits: must be ordered lower_2 <= lower_1 < upper_1 <= upper_2,"
                                + " but is 20.0 <= 95.0 < 85.0 <= 90.0",
                        "7: assets[1].type: must be one of bess, inverter, chp, energy_meter, but is \"inverer\","
                                + " did you mean 'inverter'?",
                        "9: assets[2].protocols[0].port: is missing",
                        "9: assets[2].protocols[0].register_map: is missing: the file that says which register is where",
                        "9: assets[2].protocols[0].prot: unknown key 'prot', did you mean 'port'?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"step\":NaN,\"assets\":[]}                           | ",
                "{\"step\":1e999,\"assets\":[]}                         | step: must be a finite number",
                "{\"step\":\"0.1\",\"assets\":[]}                       | step: must be a number, but is \"0.1\"",
                "{\"step\":null,\"assets\":7}                           | assets: must be a list, but is 7",
                "{\"assets\":[7]}                                       | assets[0]: must be an object, but is 7",
                "{\"assets\":[{}]}                                      | assets[0].type: is missing",
                "{\"seed\":1.5,\"assets\":[]}                           | seed: must be a whole number, but is 1.5",
                "{\"real_time\":\"yes\",\"assets\":[]}                  | real_time: must be true or false",
                "{\"start_time_h\":25,\"assets\":[]}                    | start_time_h: must be from 0 to 24, but is 25",
                "{\"control\":{\"port\":70000},\"assets\":[]}           | control.port: must be from 0 to 65535, but is 70000",
                "{\"assets\":[{\"type\":\"bess\",\"name\":\"Big One\"}]} | assets[0].name: must be made of lower-case letters",
                "[]                                                     | expected an object at the top, but found a list",
                "{\"assets\":[{\"type\":\"bess\",\"initial_soc\":101}]} | assets[0].initial_soc: must be from 0 to 100, but is 101",
            })
    void should_say_what_is_wrong_with(String json, String message) throws IOException {
        assertThat(problems(json)).anySatisfy(problem -> assertThat(problem).contains(message == null ? "1" : message));
    }

    @Test
    void should_refuse_one_name_for_two_assets() throws IOException {
        assertThat(problems("{\"assets\":[{\"type\":\"bess\",\"name\":\"a\"},{\"type\":\"bess\",\"name\":\"a\"}]}"))
                .containsExactly("1: assets[1].name: 'a' is the name of another asset already; names must be unique");
    }

    @Test
    void should_refuse_one_unit_twice_on_a_port_and_one_port_for_two_purposes() throws IOException {
        List<String> found = problems(
                withBindings(
                        "{\"kind\":\"modbus_tcp\",\"port\":5020,\"register_map\":\"bess_modbus.yaml\"}",
                        "{\"kind\":\"modbus_tcp\",\"port\":5020,\"register_map\":\"bess_modbus.yaml\"}",
                        "{\"kind\":\"modbus_rtu_over_tcp\",\"port\":5020,\"unit_id\":2,\"register_map\":\"bess_modbus.yaml\"}"));

        assertThat(found)
                .containsExactly(
                        "3: assets[1].protocols[0]: unit id 1 on port 5020 is taken by 'bess-1';"
                                + " choose another for one of the two",
                        "4: assets[2].protocols[0]: port 5020 is taken by 'bess-1' (modbus_tcp on 127.0.0.1);"
                                + " only bindings of the same kind and settings can share it");
    }

    @Test
    void should_let_assets_share_a_port_by_unit_ids_and_have_any_number_of_free_ports() throws IOException {
        SiteDefinition site = read(withBindings(
                "{\"kind\":\"modbus_tcp\",\"port\":5020,\"unit_id\":1,\"register_map\":\"bess_modbus.yaml\"}",
                "{\"kind\":\"modbus_tcp\",\"port\":5020,\"unit_id\":2,\"register_map\":\"bess_modbus.yaml\"}",
                "{\"kind\":\"modbus_tcp\",\"port\":0,\"register_map\":\"bess_modbus.yaml\"}",
                "{\"kind\":\"modbus_tcp\",\"port\":0,\"register_map\":\"bess_modbus.yaml\"}"));

        assertThat(site.assets()).hasSize(4);
    }

    @Test
    void should_refuse_a_modbus_port_that_the_control_channel_is_to_have() throws IOException {
        Path file = Files.writeString(folder.resolve("site.json"), """
                {"control": {"port": 5020},
                 "assets": [{"type": "bess", "protocols": [
                   {"kind": "modbus_tcp", "port": 5020, "register_map": "bess_modbus.yaml"}]}]}
                """);

        assertThat(problems(file)).singleElement().asString().contains("port 5020 is taken by 'control'");
    }

    @Test
    void should_tell_where_it_has_looked_for_a_register_map() throws IOException {
        assertThat(problems(withBindings("{\"kind\":\"modbus_tcp\",\"port\":1,\"register_map\":\"mine.yaml\"}")))
                .singleElement()
                .asString()
                .startsWith("2: assets[0].protocols[0].register_map: there is no file \"mine.yaml\": looked for "
                        + folder.resolve("mine.yaml"))
                .contains("and among the built-in bess_modbus.yaml");
    }

    @Test
    void should_report_the_problems_of_a_register_map_once_however_many_devices_use_it() throws IOException {
        Files.writeString(folder.resolve("mine.yaml"), """
                registers:
                  - {name: soc, internal_name: sytem_soc, address: 1, func: 4, direction: read, type: uint16}
                """);

        assertThat(problems(withBindings(
                        "{\"kind\":\"modbus_tcp\",\"port\":0,\"register_map\":\"mine.yaml\"}",
                        "{\"kind\":\"modbus_tcp\",\"port\":0,\"register_map\":\"mine.yaml\"}")))
                .singleElement()
                .asString()
                .contains("registers[0].internal_name")
                .contains("system_soc");
    }

    @Test
    void should_find_register_maps_below_a_root_beside_the_site_file() throws IOException {
        Files.createDirectories(folder.resolve("maps"));
        Files.writeString(folder.resolve("maps/mine.yaml"), """
                registers:
                  - {name: soc, internal_name: system_soc, address: 1, func: 4, direction: read, type: uint16}
                """);

        SiteDefinition site = read("""
                {"register_map_root": "maps", "assets": [{"type": "bess", "protocols": [
                  {"kind": "modbus_tcp", "port": 0, "register_map": "mine.yaml"}]}]}
                """);

        assertThat(site.assets().get(0).bindings()).hasSize(1);
    }

    private static String withBindings(String... bindings) {
        StringBuilder json = new StringBuilder("{\"assets\":[\n");
        for (int i = 0; i < bindings.length; i++) {
            json.append(i == 0 ? "" : ",\n")
                    .append("{\"type\":\"bess\",\"protocols\":[")
                    .append(bindings[i])
                    .append("]}");
        }
        return json.append("]}").toString();
    }

    private SiteDefinition read(String json) throws IOException {
        return SiteReader.read(Files.writeString(folder.resolve("site.json"), json));
    }

    private List<String> problems(String json) throws IOException {
        return problems(Files.writeString(folder.resolve("site.json"), json));
    }

    /** Line, path and message of everything wrong with a file. */
    private static List<String> problems(Path file) {
        InvalidFileException failure = catchThrowableOfType(InvalidFileException.class, () -> SiteReader.read(file));
        assertThat(failure).isNotNull();
        return failure.problems().stream().map(SiteReaderTest::text).toList();
    }

    private static String text(Problem problem) {
        return problem.line() + ": " + (problem.path().isEmpty() ? "" : problem.path() + ": ") + problem.message();
    }
}
