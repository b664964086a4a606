package io.dertwin.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dertwin.client.DerTwinException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.utility.DockerImageName;

/** What a container says before there is one. */
class DerTwinContainerTest {

    @TempDir
    private Path folder;

    @Test
    void should_report_everything_that_is_wrong_with_the_site_file_at_once() throws IOException {
        Path site = Files.writeString(folder.resolve("site.yaml"), "step: 0\nassets: [{type: bes}]\n");

        assertThatThrownBy(() -> new DerTwinContainer(site.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "The site file cannot be used:",
                        site + ":1: step: must be greater than 0, but is 0",
                        site + ":2: assets[0].type: ",
                        "did you mean 'bess'?");
    }

    @Test
    void should_say_where_it_looked_when_there_is_no_site_file() {
        assertThatThrownBy(() -> new DerTwinContainer("nowhere.json"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "There is no site file \"nowhere.json\": neither %s nor a class path resource of that name",
                        Path.of("nowhere.json").toAbsolutePath());
    }

    @Test
    void should_refuse_an_image_of_something_else() throws IOException {
        String site =
                Files.writeString(folder.resolve("site.yaml"), "assets: []").toString();

        assertThatThrownBy(() -> new DerTwinContainer(DockerImageName.parse("postgres:17"), site))
                .hasMessageContaining("asCompatibleSubstituteFor");
    }

    @Test
    void should_say_what_to_do_when_it_is_used_before_it_runs() throws IOException {
        String site = Files.writeString(folder.resolve("site.yaml"), "{site_name: harbour, assets: []}")
                .toString();

        assertThatThrownBy(() -> new DerTwinContainer(site).clock())
                .isInstanceOf(DerTwinException.class)
                .hasMessage("the site 'harbour' is not running: start its container first");
    }

    @Test
    void should_refuse_a_site_whose_ports_nobody_knows_before_it_starts() throws IOException {
        Path site = Files.writeString(
                folder.resolve("site.yaml"),
                "assets: [{type: bess, protocols: [{kind: modbus_tcp, port: 0, register_map: bess_modbus.yaml}]}]");

        assertThatThrownBy(() -> new DerTwinContainer(site.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        site + " leaves a port open with 0, but a container has to publish its ports before it starts:"
                                + " give every binding a port of its own. On this machine it gets any free one");
    }

    @Test
    void should_pull_only_what_is_published() {
        assertThat(SiteImage.isToPull(SiteImage.NAME.withTag("1.0.0-SNAPSHOT"))).isFalse();
        assertThat(SiteImage.standard().getVersionPart()).isEqualTo(ImageVersion.text());
    }

    @Test
    void should_know_the_version_of_its_own_image() {
        assertThat(ImageVersion.text()).matches("\\d+\\.\\d+\\.\\d+.*");
    }
}
