package io.dertwin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildFilesTest {

    @TempDir
    Path folder;

    @Test
    void should_find_the_only_site_of_a_build() throws IOException {
        write(
                "plant",
                "dertwin.url=http://127.0.0.1:41000",
                "dertwin.token=s3cret",
                "dertwin.bess-1.host=127.0.0.1",
                "dertwin.bess-1.port=41001",
                "dertwin.bess-1.unitId=7",
                "dertwin.bess-1.serialPort=/tmp/tty");

        BuildFiles.Described site = new BuildFiles(folder).only();

        assertThat(site.url()).isEqualTo(URI.create("http://127.0.0.1:41000"));
        assertThat(site.token()).contains("s3cret");
        assertThat(site.endpoints()).hasSize(1).containsEntry("bess-1", new ModbusEndpoint("127.0.0.1", 41001, 7));
    }

    @Test
    void should_prefer_the_one_called_site() throws IOException {
        write("other", "dertwin.url=http://localhost:1");
        write("site", "dertwin.url=http://localhost:2");

        assertThat(new BuildFiles(folder).only().url()).hasPort(2);
        assertThat(new BuildFiles(folder).named("other").url()).hasPort(1);
    }

    @Test
    void should_ask_which_one_when_there_are_several() throws IOException {
        write("north", "dertwin.url=http://localhost:1");
        write("south", "dertwin.url=http://localhost:2");

        assertThatThrownBy(() -> new BuildFiles(folder).only())
                .isInstanceOf(DerTwinException.class)
                .hasMessage("this build has several sites: name one of north, south, as in"
                        + " DerTwinClient.fromBuild(\"north\")");
    }

    @Test
    void should_say_what_to_do_when_there_is_none() throws IOException {
        assertThatThrownBy(() -> new BuildFiles(folder.resolve("no-such-folder")).only())
                .isInstanceOf(DerTwinException.class)
                .hasMessage("no site of this build is running: " + folder.resolve("no-such-folder/site.properties")
                        + " is missing. Run the tests with 'mvn verify', so that the start goal of dertwin-maven-plugin"
                        + " comes before them; to run them from an IDE, keep the site running with 'mvn dertwin:run';"
                        + " or connect to any other site with DerTwinClient.connect(uri)");
        write("north", "dertwin.url=http://localhost:1");
        assertThatThrownBy(() -> new BuildFiles(folder).named("nort"))
                .isInstanceOf(DerTwinException.class)
                .hasMessageContaining("nort.properties is missing; there is north. Run the tests");
    }

    @Test
    void should_say_what_is_wrong_with_a_file() throws IOException {
        write("site", "dertwin.bess-1.port=1");

        assertThatThrownBy(() -> new BuildFiles(folder).only())
                .isInstanceOf(DerTwinException.class)
                .hasMessage(
                        folder.resolve("site.properties") + " does not say where the site is: it has no dertwin.url");
    }

    private void write(String id, String... lines) throws IOException {
        Files.writeString(folder.resolve(id + ".properties"), String.join("\n", lines));
    }
}
