package io.dertwin.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dertwin.runtime.recording.FileRecording;
import io.dertwin.runtime.site.Site;
import io.dertwin.runtime.site.SiteReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepsakesTest {

    @TempDir
    private Path folder;

    private Site site;

    @BeforeEach
    void start() throws IOException {
        site = new Site(SiteReader.read(
                Files.writeString(folder.resolve("site.yaml"), "{ site_name: quay, step: 0.5, assets: [] }")));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void should_leave_a_report_and_all_values_in_folders_of_their_own() throws IOException {
        Path report = folder.resolve("reports/quay.html");
        Path recording = folder.resolve("values/quay.csv");
        Keepsakes keepsakes = new Keepsakes(Optional.of(report), Optional.of(recording));

        Optional<FileRecording> begun = keepsakes.begin(site);
        site.engine().advance(20, () -> false);
        keepsakes.end(site);
        begun.orElseThrow().close();

        assertThat(report).content().contains("<h1>quay</h1>", "10 s simulated");
        assertThat(recording).content().hasLineCount(12).contains("\n10.0,50.0,400.0,");
    }

    @Test
    void should_say_at_once_where_a_report_cannot_be_written() {
        Keepsakes keepsakes = new Keepsakes(Optional.of(folder), Optional.empty());

        assertThatThrownBy(() -> keepsakes.begin(site))
                .isInstanceOf(IOException.class)
                .hasMessage("The report cannot be written to " + folder + ": it is a folder");
    }

    @Test
    void should_end_although_the_report_cannot_be_written() throws IOException {
        Path report = folder.resolve("report.html");
        Keepsakes keepsakes = new Keepsakes(Optional.of(report), Optional.empty());
        keepsakes.begin(site);
        Files.createDirectory(report);

        keepsakes.end(site);

        assertThat(report).isDirectory();
    }
}
