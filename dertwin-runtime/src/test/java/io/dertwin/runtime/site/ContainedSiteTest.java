package io.dertwin.runtime.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainedSiteTest {

    private static final String MAP = """
            device_type: bess
            registers:
              - {name: soc, internal_name: system_soc, address: 0, func: 0x04, direction: read, type: uint16}
            """;

    @TempDir
    private Path folder;

    @Test
    void should_publish_the_control_channel_every_port_and_every_bridge() throws IOException {
        ContainedSite site = site("""
                control: {port: 8000}
                assets:
                  - type: bess
                    protocols:
                      - {kind: modbus_tcp, port: 55001, register_map: bess_modbus.yaml}
                      - {kind: modbus_rtu, port: /tmp/bess, register_map: bess_modbus.yaml}
                """);

        assertThat(site.ports()).containsExactly(8000, 55001, 56001);
    }

    @Test
    void should_take_the_usual_port_for_a_control_channel_on_any_port() throws IOException {
        assertThat(site("{control: {port: 0}, assets: []}").controlPort()).isEqualTo(55000);
    }

    @Test
    void should_put_register_maps_where_the_site_file_looks_for_them() throws IOException {
        Files.createDirectories(folder.resolve("maps"));
        Files.writeString(folder.resolve("maps").resolve("own.yaml"), MAP);
        Files.writeString(folder.resolve("beside.yaml"), MAP);

        ContainedSite site = site("""
                register_map_root: maps
                assets:
                  - type: bess
                    protocols:
                      - {kind: modbus_tcp, port: 55001, register_map: own.yaml}
                      - {kind: modbus_tcp, port: 55002, register_map: ../beside.yaml}
                      - {kind: modbus_tcp, port: 55003, register_map: bess_modbus.yaml}
                """);

        assertThat(site.files())
                .containsOnlyKeys("/app/configs/site.yaml", "/app/configs/maps/own.yaml", "/app/configs/beside.yaml");
    }

    @Test
    void should_refuse_a_port_that_nobody_can_know_beforehand() {
        assertThatThrownBy(() -> site("""
                                assets:
                                  - type: bess
                                    protocols: [{kind: modbus_tcp, port: 0, register_map: bess_modbus.yaml}]
                                """))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give every binding a port of its own");
    }

    private ContainedSite site(String yaml) throws IOException {
        return ContainedSite.of(Files.writeString(folder.resolve("site.yaml"), yaml));
    }
}
