package io.dertwin.runtime.contract;

import static io.dertwin.client.RegisterWrite.written;
import static io.dertwin.client.ValueMatcher.atLeast;
import static io.dertwin.client.ValueMatcher.lessThan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dertwin.client.DerTwin;
import io.dertwin.client.DerTwinClient;
import io.dertwin.client.Fault;
import io.dertwin.client.HistoryQuery;
import io.dertwin.client.JournalWrite;
import io.dertwin.client.SimulatedDevice;
import io.dertwin.client.Snapshot;
import io.dertwin.client.TelemetrySeries;
import io.dertwin.runtime.site.EmbeddedSite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation shows of the Java API. */
class JavaApiExamplesTest {

    private static final int START_STOP_STANDBY = 10_055;
    private static final int SETPOINT = 10_126;

    @TempDir
    private Path folder;

    private DerTwin site;

    @BeforeEach
    void start() throws IOException {
        site = EmbeddedSite.start(Files.writeString(folder.resolve("site.json"), SiteContract.SITE));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void should_be_reached_over_http() throws IOException {
        try (HttpSite running = new HttpSite(folder.resolve("site.json"))) {
            URI uri = running.uri();
            String token = HttpSite.TOKEN;

            try (DerTwin site = DerTwinClient.connect(uri, token)) {
                site.clock().advance(Duration.ofMinutes(20));
            }
        }
    }

    @Test
    void should_be_told_and_watched() {
        SimulatedDevice bess = site.device("bess-1");
        bess.set("system_soc", 80);
        bess.command(Map.of("start_stop_standby", 1.0, "active_power_setpoint", -20.0));
        boolean met = site.clock().advanceUntil("bess-1", "system_soc", atLeast(85), Duration.ofHours(2));

        assertThat(met).isTrue();
        TelemetrySeries history = bess.history(HistoryQuery.all().points("active_power"));
        assertThat(history.min("active_power")).isEqualTo(-20);
    }

    @Test
    void should_have_a_grid_and_a_past() {
        Snapshot before = site.snapshot();
        site.grid().frequencyStep(-0.5, Duration.ofSeconds(30));
        site.clock().advance(10);
        assertThat(site.grid().frequencyHz()).isCloseTo(49.5, within(0.1));

        site.restore(before);
        site.clock().advance(10);
        assertThat(site.grid().frequencyHz()).isCloseTo(50, within(0.1));
    }

    @Test
    void should_know_what_the_ems_wrote() throws Exception {
        site.device("meter").inject(Fault.exception(6).withProbability(0.2));
        try (Ems ems = new Ems(site.device("bess-1").modbus())) {
            ems.write(START_STOP_STANDBY, 1);
            ems.writeLong(SETPOINT, -200);
        }

        site.verify(written("active_power_setpoint")
                .on("bess-1")
                .withValue(lessThan(0))
                .atLeast(1));
        site.verifyInOrder(written("start_stop_standby").withValue(1), written("active_power_setpoint"));
        List<JournalWrite> setpoints = site.journal().writes("active_power_setpoint");
        assertThat(setpoints).extracting(JournalWrite::value).containsExactly(-20.0);
        JournalWrite first = site.journal().await(written("active_power_setpoint"), Duration.ofSeconds(10));
        assertThat(first.isAccepted()).isTrue();
    }
}
