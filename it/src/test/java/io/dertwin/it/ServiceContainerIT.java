package io.dertwin.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.client.ClockMode;
import io.dertwin.client.DerTwinClient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** The service of the workflow that users copy, as GitHub would start it. */
@NeedsDocker
class ServiceContainerIT {

    private static final Path WORKFLOW = ProjectFiles.ROOT.resolve("examples/github-actions/service-container.yml");

    @Test
    void should_answer_at_every_port_that_the_workflow_publishes() throws Exception {
        Map<?, ?> service = service();
        List<Integer> ports = ((List<?>) service.get("ports"))
                .stream()
                        .map(mapping -> Integer.valueOf(mapping.toString().split(":")[1]))
                        .toList();
        Map<String, String> environment = new HashMap<>();
        ((Map<?, ?>) service.get("env")).forEach((name, value) -> environment.put(name.toString(), value.toString()));

        try (GenericContainer<?> container = new GenericContainer<>(System.getProperty("dertwin.image"))
                .withEnv(environment)
                .withExposedPorts(ports.toArray(Integer[]::new))
                .waitingFor(Wait.forHealthcheck())) {
            container.start();

            String host = container.getHost();
            URI control = URI.create("http://" + host + ":" + container.getMappedPort(55000));
            try (DerTwinClient site = DerTwinClient.connect(control)) {
                assertThat(site.clock().mode()).isEqualTo(ClockMode.STEPPED);
                assertThat(site.devices())
                        .extracting(device -> device.modbus().port())
                        .containsExactlyElementsOf(ports.subList(1, ports.size()));
            }
            assertThat(Mbpoll.inputRegister(host, container.getMappedPort(55001), 1, 32002))
                    .isEqualTo(500);
            assertThat(Mbpoll.inputRegisterOverSocat(host, container.getMappedPort(56002), 1, 0))
                    .isNotNegative();
        }
    }

    private static Map<?, ?> service() throws Exception {
        Object workflow = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(WORKFLOW));
        Object job = child(child(workflow, "jobs"), "verify");
        return (Map<?, ?>) child(child(job, "services"), "dertwin");
    }

    private static Object child(Object node, String name) {
        return ((Map<?, ?>) node).get(name);
    }
}
