package io.dertwin.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Volume;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;

/** The image as somebody uses it who has never heard of this project's libraries. */
@NeedsDocker
class ImageIT {

    private static final String IMAGE = System.getProperty("dertwin.image");
    private static final String CONFIG = "/app/configs/site.json";
    private static final long MOST_BYTES = 120_000_000;
    private static final int SECONDS_TO_END = 2;
    private static final long ENDED_BY_SIGTERM = 143;

    private final DockerClient client = DockerClientFactory.lazyClient();

    /** All of them wait for the image's own health check. */
    private static GenericContainer<?> site() {
        return new GenericContainer<>(IMAGE).waitingFor(Wait.forHealthcheck());
    }

    @Test
    void should_run_the_site_that_ships_with_it_and_become_healthy() throws Exception {
        try (GenericContainer<?> site = site().withExposedPorts(55001)) {
            site.start();

            assertThat(Mbpoll.inputRegister(site.getHost(), site.getMappedPort(55001), 1, 32002))
                    .isBetween(0, 1000);
        }
    }

    @Test
    void should_need_no_rights_and_nothing_to_write_to() throws Exception {
        try (GenericContainer<?> site =
                site().withExposedPorts(55001, 56002).withCreateContainerCmdModifier(ImageIT::withoutRights)) {
            site.start();

            assertThat(Mbpoll.inputRegister(site.getHost(), site.getMappedPort(55001), 1, 32002))
                    .isBetween(0, 1000);
            assertThat(Mbpoll.inputRegisterOverSocat(site.getHost(), site.getMappedPort(56002), 1, 0))
                    .isNotNegative();
        }
    }

    private static void withoutRights(CreateContainerCmd create) {
        String site = ProjectFiles.ROOT.resolve("configs/mixed.json").toString();
        create.withUser("12345");
        create.getHostConfig()
                .withReadonlyRootfs(true)
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withBinds(new Bind(site, new Volume(CONFIG), AccessMode.ro));
    }

    @Test
    void should_end_cleanly_within_two_seconds_when_it_is_asked_to() {
        try (GenericContainer<?> site = site()) {
            site.start();

            client.stopContainerCmd(site.getContainerId())
                    .withTimeout(SECONDS_TO_END)
                    .exec();

            assertThat(client.inspectContainerCmd(site.getContainerId())
                            .exec()
                            .getState()
                            .getExitCodeLong())
                    .as("exit code, which would be 137 if it had to be killed")
                    .isEqualTo(ENDED_BY_SIGTERM);
            assertThat(site.getLogs()).contains("Shutting down");
        }
    }

    @Test
    void should_start_from_an_archive_that_its_own_jvm_has_made() {
        try (GenericContainer<?> java = new GenericContainer<>(IMAGE)
                .withCreateContainerCmdModifier(create -> create.withEntrypoint("java", "@/app/java.options"))
                .withCommand("-Xlog:class+load", "-jar", "/app/dertwin.jar", "--version")
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy())) {
            java.start();

            assertThat(java.getLogs())
                    .containsPattern("io\\.dertwin\\.runtime\\.cli\\.Main source: shared objects file");
        }
    }

    @Test
    void should_say_what_it_is() {
        InspectImageResponse image = client.inspectImageCmd(IMAGE).exec();

        assertThat(image.getConfig().getLabels())
                .containsAllEntriesOf(Map.of(
                        "org.opencontainers.image.title", "DER Twin",
                        "org.opencontainers.image.version", System.getProperty("it.version"),
                        "org.opencontainers.image.licenses", "Apache-2.0"))
                .containsKeys(
                        "org.opencontainers.image.description",
                        "org.opencontainers.image.created",
                        "org.opencontainers.image.revision",
                        "org.opencontainers.image.base.name");
        assertThat(image.getConfig().getUser()).isEqualTo("1000:1000");
    }

    @Test
    void should_be_small_above_its_base() {
        InspectImageResponse image = client.inspectImageCmd(IMAGE).exec();
        String base = image.getConfig().getLabels().get("org.opencontainers.image.base.name");

        long above = image.getSize() - client.inspectImageCmd(base).exec().getSize();

        assertThat(above).isLessThan(MOST_BYTES);
    }
}
