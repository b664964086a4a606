package io.dertwin.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine;

class ComposeCommandTest {

    private static final String SITE = """
            site_name: harbour
            register_map_root: maps
            assets:
              - name: battery
                type: bess
                protocols:
                  - {kind: modbus_tcp, port: 55001, unit_id: 3, register_map: own.yaml}
                  - {kind: modbus_rtu, port: /tmp/battery, unit_id: 7, register_map: bess_modbus.yaml}
              - name: meter
                type: energy_meter
                protocols:
                  - {kind: modbus_tcp, port: 55001, unit_id: 4, register_map: energy_meter_modbus.yaml}
            """;

    @TempDir
    private Path folder;

    private Path site;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void setUp() throws IOException {
        Files.createDirectory(folder.resolve("maps"));
        Files.copy(Path.of("../register-maps/bess_modbus.yaml"), folder.resolve("maps/own.yaml"));
        site = Files.writeString(folder.resolve("site.yaml"), SITE);
    }

    @Test
    void should_publish_every_port_and_say_who_is_there() throws IOException {
        assertThat(compose()).isZero();

        assertThat(out.toString())
                .isEqualToIgnoringNewLines("Wrote " + folder.resolve("docker-compose.yml")
                        + "; docker-compose up --detach starts the site");
        assertThat(written()).contains("""
                    ports:
                      # Control channel, for this machine only
                      - "127.0.0.1:55000:55000"
                      # battery: modbus_tcp port 55001 unit 3
                      # meter: modbus_tcp port 55001 unit 4
                      - "55001:55001"
                      # battery: modbus_rtu /tmp/battery unit 7
                      - "56001:56001"
                """.indent(0));
        assertThat(service()).containsEntry("ports", List.of("127.0.0.1:55000:55000", "55001:55001", "56001:56001"));
    }

    @Test
    void should_bring_the_site_file_and_its_register_maps() throws IOException {
        assertThat(compose("--image", "example.com/dertwin:1")).isZero();

        assertThat(service())
                .containsEntry("image", "example.com/dertwin:1")
                .containsEntry(
                        "volumes",
                        List.of(
                                volume("./site.yaml", "/app/configs/site.yaml"),
                                volume("./maps/own.yaml", "/app/configs/maps/own.yaml")));
        assertThat(environment())
                .containsEntry("CONFIG_PATH", "/app/configs/site.yaml")
                .containsEntry("DERTWIN_CONTROL_PORT", "55000")
                .doesNotContainKeys("DERTWIN_STEPPED", "DERTWIN_CONTROL_TOKEN");
    }

    @Test
    void should_leave_the_ports_to_the_host_and_the_clock_to_the_control_channel_on_request() throws IOException {
        assertThat(compose("--random-ports", "--stepped")).isZero();

        assertThat(service()).containsEntry("ports", List.of("127.0.0.1::55000", "55001", "56001"));
        assertThat(environment()).containsEntry("DERTWIN_STEPPED", "true");
    }

    @Test
    void should_keep_compose_from_replacing_what_looks_like_a_variable() throws IOException {
        site = Files.move(site, folder.resolve("a $b\".yaml"));

        assertThat(compose()).isZero();

        assertThat(environment()).containsEntry("CONFIG_PATH", "/app/configs/a $$b\".yaml");
    }

    @Test
    void should_print_it_unless_a_file_is_named() {
        assertThat(execute("compose", site.toString())).isZero();

        assertThat(out.toString()).startsWith("# The site harbour, made by: dertwin compose\nservices:\n");
    }

    @Test
    void should_say_what_is_wrong_with_the_site_file() throws IOException {
        Files.writeString(site, "step: 0\nassets: []\n");

        assertThat(compose()).isEqualTo(2);

        assertThat(err.toString()).contains(site + ":1: step: must be greater than 0, but is 0");
        assertThat(folder.resolve("docker-compose.yml")).doesNotExist();
    }

    private int compose(String... options) {
        return execute(Stream.concat(
                        Stream.of(
                                "compose",
                                site.toString(),
                                "-o",
                                folder.resolve("docker-compose.yml").toString()),
                        Arrays.stream(options))
                .toArray(String[]::new));
    }

    private int execute(String... arguments) {
        CommandLine commandLine = DerTwinCommand.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    private String written() throws IOException {
        return Files.readString(folder.resolve("docker-compose.yml"));
    }

    private Map<Object, Object> service() throws IOException {
        Object file = new Load(LoadSettings.builder().build()).loadFromString(written());
        return map(map(map(file).get("services")).get("dertwin"));
    }

    private Map<Object, Object> environment() throws IOException {
        return map(service().get("environment"));
    }

    private static Map<Object, Object> map(Object node) {
        return new LinkedHashMap<>((Map<?, ?>) node);
    }

    private static Map<String, Object> volume(String source, String target) {
        return Map.of("type", "bind", "source", source, "target", target, "read_only", true);
    }
}
