package io.dertwin.runtime.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dertwin.client.DerTwinException;
import io.dertwin.client.Snapshot;
import io.dertwin.runtime.device.DeviceType;
import io.dertwin.runtime.device.DeviceTypes;
import io.dertwin.runtime.site.EmbeddedSite;
import io.dertwin.runtime.site.Protocols;
import io.dertwin.runtime.site.SiteReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new device type is its own class and a line in the registry; everything else works on it at once. */
class AddingADeviceTypeTest {

    @TempDir
    private Path folder;

    @Test
    void should_run_a_device_of_a_type_that_the_simulator_has_never_heard_of() throws IOException {
        try (EmbeddedSite site = start("{\"assets\":[{\"type\":\"heat_pump\",\"rated_kw\":6}]}")) {
            site.device("heat-pump-1").command("on_off", 1);
            site.clock().advance(Duration.ofHours(1));

            assertThat(site.device("heat-pump-1").telemetry("consumed_energy")).isCloseTo(6, within(1e-9));
            assertThat(site.grid().powerKw()).isEqualTo(11);
        }
    }

    @Test
    void should_check_its_parameters_and_commands_as_those_of_any_other() throws IOException {
        assertThatThrownBy(() -> start("{\"assets\":[{\"type\":\"heat_pump\",\"rated_kw\":-6,\"cop\":3}]}"))
                .hasMessageContaining("assets[0].rated_kw: must be greater than 0, but is -6")
                .hasMessageContaining("assets[0].cop: unknown key 'cop'");

        try (EmbeddedSite site = start("{\"assets\":[{\"type\":\"heat_pump\"}]}")) {
            assertThatThrownBy(() -> site.device("heat-pump-1").command("on_off", 2))
                    .isInstanceOf(DerTwinException.class)
                    .hasMessage("heat-pump-1: on_off must be one of [0, 1], but is 2.0");
        }
    }

    @Test
    void should_take_its_state_into_snapshots() throws IOException {
        try (EmbeddedSite site = start("{\"assets\":[{\"type\":\"heat_pump\"}]}")) {
            site.device("heat-pump-1").command("on_off", 1);
            site.clock().advance(Duration.ofMinutes(30));
            Snapshot snapshot = site.snapshot();
            site.clock().advance(Duration.ofMinutes(30));
            double inOneGo = site.device("heat-pump-1").telemetry("consumed_energy");

            site.restore(snapshot);
            site.clock().advance(Duration.ofMinutes(30));

            assertThat(site.device("heat-pump-1").telemetry("consumed_energy")).isEqualTo(inOneGo);
        }
    }

    private EmbeddedSite start(String json) throws IOException {
        List<DeviceType> types = new ArrayList<>(DeviceTypes.standard().all());
        types.add(new HeatPump.Type());
        Path file = Files.writeString(folder.resolve("site.json"), json);
        return EmbeddedSite.start(new SiteReader(new DeviceTypes(types), Protocols.standard()).site(file));
    }
}
