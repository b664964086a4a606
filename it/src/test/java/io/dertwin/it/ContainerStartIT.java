package io.dertwin.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import io.dertwin.client.ClockMode;
import io.dertwin.client.DerTwinClient;
import io.dertwin.client.DerTwinException;
import io.dertwin.client.ModbusEndpoint;
import io.dertwin.testcontainers.DerTwinContainer;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** How a site in a container starts, and what it leaves when it has stopped. */
@NeedsDocker
class ContainerStartIT {

    private static final String IMAGE = System.getProperty("dertwin.image");

    @TempDir
    private Path folder;

    @Test
    void should_follow_wall_time_as_fast_as_the_test_wants() {
        try (DerTwinContainer site = new DerTwinContainer("site.yaml").withSpeed(1000)) {
            site.start();

            assertThat(site.clock().mode()).isEqualTo(ClockMode.REALTIME);
            assertThat(site.clock().speed()).isEqualTo(1000);
        }
    }

    @Test
    void should_do_with_time_what_the_site_file_says_unless_the_test_says_something() throws Exception {
        String file = Files.writeString(
                        folder.resolve("site.json"), "{\"real_time\": true, \"speed\": 5, \"assets\": []}")
                .toString();
        try (DerTwinContainer asTheFileSays = new DerTwinContainer(file);
                DerTwinContainer stepped = new DerTwinContainer(file).withStepped();
                DerTwinContainer real = new DerTwinContainer("site.yaml").withRealTime()) {
            Startables.deepStart(asTheFileSays, stepped, real).join();

            assertThat(asTheFileSays.clock().mode()).isEqualTo(ClockMode.REALTIME);
            assertThat(asTheFileSays.clock().speed()).isEqualTo(5);
            assertThat(stepped.clock().mode()).isEqualTo(ClockMode.STEPPED);
            assertThat(real.clock().mode()).isEqualTo(ClockMode.REALTIME);
        }
    }

    @Test
    void should_run_beside_others_of_the_same_site() {
        List<DerTwinContainer> sites = List.of(
                new DerTwinContainer("site.yaml"),
                new DerTwinContainer("site.yaml"),
                new DerTwinContainer("site.yaml"));
        try {
            Startables.deepStart(sites).join();
            sites.get(1).device("battery").set("system_soc", 90);

            assertThat(sites)
                    .extracting(site -> site.device("battery").telemetry("system_soc"))
                    .containsExactly(40.0, 90.0, 40.0);
            assertThat(sites).extracting(site -> site.modbus("battery").port()).doesNotHaveDuplicates();
        } finally {
            sites.forEach(DerTwinContainer::stop);
        }
    }

    @Test
    void should_be_reached_by_another_container_at_the_ports_of_its_site_file() {
        try (Network network = Network.newNetwork();
                DerTwinContainer site =
                        new DerTwinContainer("site.yaml").withNetwork(network).withNetworkAliases("harbour");
                GenericContainer<?> ems = reader(network, "harbour", "55001", "3", "100")) {
            site.start();
            site.device("battery").set("system_soc", 55);

            ems.start();

            assertThat(ems.getLogs().strip()).isEqualTo("550");
        }
    }

    /** A container that reads a register and ends. */
    private static GenericContainer<?> reader(Network network, String... arguments) {
        String name = RegisterReader.class.getName();
        String file = name.replace('.', '/') + ".class";
        return new GenericContainer<>(IMAGE)
                .withNetwork(network)
                .withCopyFileToContainer(MountableFile.forClasspathResource(file, 0644), "/ems/" + file)
                .withCreateContainerCmdModifier(create -> create.withEntrypoint("java", "-cp", "/ems", name))
                .withCommand(arguments)
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy());
    }

    @Test
    void should_let_only_those_in_who_have_the_token() {
        try (DerTwinContainer site = new DerTwinContainer("site.yaml").withControlToken("open-sesame")) {
            site.start();

            assertThat(site.clock().mode()).isEqualTo(ClockMode.STEPPED);
            assertThatThrownBy(() ->
                            DerTwinClient.connect(site.getControlUrl()).clock().mode())
                    .isInstanceOf(DerTwinException.class)
                    .hasMessageContaining("wants its token");
        }
    }

    @Test
    void should_go_on_where_the_test_before_has_left_it_when_it_is_reused() {
        try (DerTwinContainer first = new DerTwinContainer("site.yaml").withReuse(true)) {
            first.start();
            first.device("battery").set("system_soc", 77);
            DerTwinContainer second = new DerTwinContainer("site.yaml").withReuse(true);

            second.start();

            assertThat(second.getContainerId()).isEqualTo(first.getContainerId());
            assertThat(second.device("battery").telemetry("system_soc")).isEqualTo(77);
            second.reset();
            assertThat(second.device("battery").telemetry("system_soc")).isEqualTo(40);
        }
    }

    @Test
    void should_leave_nothing_when_it_has_stopped() {
        DerTwinContainer site = new DerTwinContainer("site.yaml");
        site.start();
        String id = site.getContainerId();
        ModbusEndpoint battery = site.modbus("battery");

        site.stop();

        DockerClient client = DockerClientFactory.lazyClient();
        assertThatThrownBy(() -> client.inspectContainerCmd(id).exec()).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> new Socket(battery.host(), battery.port())).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> site.clock().time())
                .hasMessage("the site 'harbour' is not running: start its container first");
    }

    @Test
    void should_say_what_the_simulator_printed_when_it_does_not_start() {
        try (DerTwinContainer broken = new DerTwinContainer("site.yaml").withEnv("RTU_BRIDGE_BASE_PORT", "no port")) {
            assertThatThrownBy(broken::start)
                    .hasStackTraceContaining("The site did not start. It printed:")
                    .hasStackTraceContaining("RTU_BRIDGE_BASE_PORT must be a port, but is \"no port\"");
        }
    }

    @Test
    void should_say_how_to_get_the_image_when_it_is_missing() {
        DockerImageName nowhere = DockerImageName.parse("dertwin/dertwin-runtime:0.0.0-SNAPSHOT");
        try (DerTwinContainer site = new DerTwinContainer(nowhere, "site.yaml")) {
            assertThatThrownBy(site::start)
                    .isInstanceOf(ContainerLaunchException.class)
                    .hasMessageStartingWith(
                            "The image dertwin/dertwin-runtime:0.0.0-SNAPSHOT is not on the Docker engine"
                                    + " and cannot be pulled. Build it from a checkout of DER Twin"
                                    + " (docker build -t dertwin/dertwin-runtime:0.0.0-SNAPSHOT .)");
        }
    }
}
