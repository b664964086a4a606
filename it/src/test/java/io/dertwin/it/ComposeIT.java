package io.dertwin.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;

/** What {@code dertwin compose} writes, in the hands of docker-compose. */
@NeedsDocker
class ComposeIT {

    private static final Path JAR = ProjectFiles.ROOT.resolve("dertwin-runtime/target/dertwin.jar");
    private static final Path EXAMPLE = ProjectFiles.ROOT.resolve("examples/docker-compose");

    private final DockerClient client = DockerClientFactory.lazyClient();
    private final String project = "dertwin-" + UUID.randomUUID();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void setUp() throws Exception {
        Tool.named("docker-compose");
        Files.copy(EXAMPLE.resolve("site.yaml"), folder.resolve("site.yaml"));
        file = folder.resolve("docker-compose.yml");
    }

    @AfterEach
    void tearDown() throws Exception {
        if (Files.exists(file)) {
            compose("down", "--volumes", "--remove-orphans", "--timeout", "5");
        }
        assertThat(containers()).isEmpty();
        assertThat(client.listNetworksCmd().withNameFilter(project).exec()).isEmpty();
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void should_bring_up_a_site_that_answers_modbus_tcp_and_rtu_at_the_published_ports() throws Exception {
        dertwin("compose", "site.yaml", "-o", "docker-compose.yml", "--random-ports", "--image", image());

        compose("up", "--detach");
        awaitHealth();

        assertThat(Mbpoll.inputRegister("127.0.0.1", published(55001), 1, 32002))
                .isBetween(0, 1000);
        assertThat(Mbpoll.inputRegisterOverSocat("127.0.0.1", published(56001), 1, 40))
                .isNotNegative();
        assertThat(compose("logs", "dertwin")).contains("Building site: harbour");
    }

    @Test
    void should_be_what_the_example_shows() throws Exception {
        dertwin("compose", "site.yaml", "-o", "docker-compose.yml");

        assertThat(file).hasSameTextualContentAs(EXAMPLE.resolve("docker-compose.yml"));
        assertThat(compose("config")).contains("image: dertwin/dertwin-runtime:" + System.getProperty("it.version"));
    }

    /** The example has it by its plain name; the tests have their own. */
    private static String image() {
        return System.getProperty("dertwin.image");
    }

    private void dertwin(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
    }

    private String compose(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("-p", project, "-f", file.toString()));
        all.addAll(List.of(arguments));
        return Tool.named("docker-compose").run(all.toArray(String[]::new));
    }

    /** As {@code 0.0.0.0:49153}. */
    private int published(int port) throws Exception {
        String address = compose("port", "dertwin", String.valueOf(port)).strip();
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private void awaitHealth() {
        String id = containers().get(0);
        while (!client.inspectContainerCmd(id)
                .exec()
                .getState()
                .getHealth()
                .getStatus()
                .equals("healthy")) {
            assertThat(client.inspectContainerCmd(id).exec().getState().getRunning())
                    .as("still runs")
                    .isTrue();
        }
    }

    private List<String> containers() {
        return client
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of("com.docker.compose.project", project))
                .exec()
                .stream()
                .map(container -> container.getId())
                .toList();
    }
}
