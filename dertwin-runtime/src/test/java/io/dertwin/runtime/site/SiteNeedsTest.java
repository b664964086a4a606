package io.dertwin.runtime.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.runtime.protocol.PortPolicy;
import io.dertwin.runtime.protocol.ReferencedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has to be known of a site before it runs, by whoever puts it into a container. */
class SiteNeedsTest {

    private static final String SITE = """
            register_map_root: maps
            assets:
              - type: bess
                protocols:
                  - {kind: modbus_tcp, port: 55001, register_map: own.yaml}
                  - {kind: modbus_rtu, port: /tmp/first, register_map: bess_modbus.yaml}
              - type: bess
                protocols:
                  - {kind: modbus_tcp, port: 55001, unit_id: 2, register_map: own.yaml}
                  - {kind: modbus_rtu, port: /tmp/first, unit_id: 2, register_map: bess_modbus.yaml}
              - type: bess
                protocols:
                  - {kind: modbus_rtu, port: /tmp/second, bridge_port: 7000, register_map: bess_modbus.yaml}
                  - {kind: modbus_rtu, port: /tmp/third, register_map: bess_modbus.yaml}
                  - {kind: modbus_rtu_over_tcp, port: 55002, register_map: bess_modbus.yaml}
            """;

    private static final String MAP = """
            device_type: bess
            registers:
              - {name: soc, internal_name: system_soc, address: 0, func: 0x04, direction: read, type: uint16}
            """;

    @TempDir
    private Path folder;

    @Test
    void should_list_every_tcp_port_once_bridges_included() throws IOException {
        assertThat(site().tcpPorts(PortPolicy.configured())).containsExactly(55001, 56001, 7000, 56003, 55002);
    }

    @Test
    void should_list_the_ports_where_the_policy_puts_them() throws IOException {
        assertThat(site().tcpPorts(PortPolicy.shifted(100, 8000))).containsExactly(55101, 8100, 7100, 8102, 55102);
    }

    @Test
    void should_name_the_register_maps_that_are_files_of_the_user() throws IOException {
        assertThat(site().files())
                .containsExactly(
                        new ReferencedFile(Path.of("maps", "own.yaml"), folder.resolve(Path.of("maps", "own.yaml"))));
    }

    private SiteDefinition site() throws IOException {
        Files.createDirectories(folder.resolve("maps"));
        Files.writeString(folder.resolve("maps").resolve("own.yaml"), MAP);
        return SiteReader.read(Files.writeString(folder.resolve("site.yaml"), SITE));
    }
}
