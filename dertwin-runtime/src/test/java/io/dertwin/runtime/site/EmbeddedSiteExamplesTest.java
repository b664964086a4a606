package io.dertwin.runtime.site;

import static io.dertwin.client.ValueMatcher.atLeast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dertwin.client.DerTwin;
import io.dertwin.client.SimulatedDevice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What one does with a site in one's own JVM, from the simplest on. */
class EmbeddedSiteExamplesTest {

    private static final Path BATTERY = Path.of("src/test/resources/sites/battery.json");

    private static final int RUN = 1;

    @Test
    void should_charge_a_battery_for_twenty_minutes_in_a_moment() {
        try (DerTwin site = EmbeddedSite.start(BATTERY)) {
            SimulatedDevice bess = site.device("bess");
            bess.command(Map.of("start_stop_standby", (double) RUN, "active_power_setpoint", -20.0));

            site.clock().advance(Duration.ofMinutes(20));

            assertThat(bess.telemetry("system_soc")).isGreaterThan(80);
            assertThat(site.clock().time()).isCloseTo(1200, within(1e-6));
        }
    }

    @Test
    void should_run_the_same_way_every_time() {
        assertThat(socEveryHalfSecond()).isEqualTo(socEveryHalfSecond());
    }

    private static List<Double> socEveryHalfSecond() {
        List<Double> samples = new ArrayList<>();
        try (DerTwin site = EmbeddedSite.start(BATTERY)) {
            SimulatedDevice bess = site.device("bess");
            bess.command(Map.of("start_stop_standby", (double) RUN, "active_power_setpoint", -20.0));
            for (int i = 0; i < 200; i++) {
                site.clock().advance(Duration.ofMillis(500));
                samples.add(bess.telemetry("system_soc"));
            }
        }
        return samples;
    }

    @Test
    void should_show_whether_an_ems_keeps_the_state_of_charge_between_its_bounds() {
        List<Double> samples = new ArrayList<>();
        try (DerTwin site = EmbeddedSite.start(BATTERY)) {
            SimulatedDevice bess = site.device("bess");
            bess.set("system_soc", 50);
            bess.command("start_stop_standby", RUN);
            CyclingEms ems = new CyclingEms(bess);

            for (int i = 0; i < 8000; i++) {
                site.clock().advance(1);
                ems.decide();
                samples.add(bess.telemetry("system_soc"));
            }
        }

        assertThat(Collections.min(samples)).isBetween(39.0, 41.0);
        assertThat(Collections.max(samples)).isBetween(59.0, 61.0);
    }

    /** Charges up to 60 %, discharges down to 40 %, and so on. */
    private static final class CyclingEms {

        private final SimulatedDevice bess;

        private double setpointKw = -20;

        CyclingEms(SimulatedDevice bess) {
            this.bess = bess;
        }

        void decide() {
            double soc = bess.telemetry("system_soc");
            if (soc >= 60) {
                setpointKw = 20;
            } else if (soc <= 40) {
                setpointKw = -20;
            }
            bess.command("active_power_setpoint", setpointKw);
        }
    }

    @Test
    void should_wait_in_simulated_time_until_something_is_true() {
        try (DerTwin site = EmbeddedSite.start(BATTERY)) {
            site.device("bess").command(Map.of("start_stop_standby", (double) RUN, "active_power_setpoint", -20.0));

            boolean met = site.clock().advanceUntil("bess", "system_soc", atLeast(60), Duration.ofHours(1));

            assertThat(met).isTrue();
            assertThat(Duration.ofSeconds((long) site.clock().time()))
                    .isBetween(Duration.ofMinutes(6), Duration.ofMinutes(7));
        }
    }

    @Test
    void should_do_something_to_the_grid() {
        try (DerTwin site = EmbeddedSite.start(BATTERY)) {
            site.grid().frequencyStep(-0.5, Duration.ofSeconds(30));

            site.clock().advance(Duration.ofSeconds(30));
            assertThat(site.grid().frequencyHz()).isEqualTo(49.5);

            site.clock().advance(Duration.ofSeconds(1));
            assertThat(site.grid().frequencyHz()).isEqualTo(50);
        }
    }
}
