package io.dertwin.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportedPropertiesTest {

    private final ExportedProperties exported =
            ExportedProperties.of(ReadySite.parse(ReadySiteTest.JSON), Optional.of("secret"));

    @Test
    void should_name_every_endpoint_by_its_device() {
        assertThat(exported.values())
                .containsExactly(
                        entry("dertwin.url", "http://127.0.0.1:43210"),
                        entry("dertwin.token", "secret"),
                        entry("dertwin.bess-1.host", "127.0.0.1"),
                        entry("dertwin.bess-1.port", "5020"),
                        entry("dertwin.bess-1.unitId", "1"),
                        entry("dertwin.bess-1.bridgePort", "56001"),
                        entry("dertwin.bess-1.serialPort", "/tmp/bess"),
                        entry("dertwin.meter.host", "127.0.0.1"),
                        entry("dertwin.meter.port", "56002"),
                        entry("dertwin.meter.unitId", "3"),
                        entry("dertwin.meter.bridgePort", "56002"),
                        entry("dertwin.meter.serialPort", "/tmp/meter"));
    }

    @Test
    void should_come_back_as_they_were_when_read_from_the_file(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("site.properties");
        ExportedProperties odd = new ExportedProperties(Map.of("dertwin.bess-1.serialPort", "\\\\.\\COM12"));

        odd.writeTo(file);

        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            read.load(reader);
        }
        assertThat(read).containsExactly(entry("dertwin.bess-1.serialPort", "\\\\.\\COM12"));
    }

    @Test
    void should_leave_the_plain_names_to_the_first_site_when_a_project_has_two() {
        Properties project = new Properties();
        ExportedProperties second = new ExportedProperties(Map.of("dertwin.url", "http://127.0.0.1:2"));

        exported.exportTo(project, "site");
        second.exportTo(project, "north");

        assertThat(project)
                .containsEntry("dertwin.url", "http://127.0.0.1:43210")
                .containsEntry("dertwin.site.url", "http://127.0.0.1:43210")
                .containsEntry("dertwin.site.bess-1.port", "5020")
                .containsEntry("dertwin.north.url", "http://127.0.0.1:2");
    }
}
