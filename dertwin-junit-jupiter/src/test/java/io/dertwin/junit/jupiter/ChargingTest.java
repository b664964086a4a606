package io.dertwin.junit.jupiter;

import static io.dertwin.client.ValueMatcher.atLeast;
import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.client.DerTwin;
import io.dertwin.client.SimulatedDevice;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documentation shows. */
@DerTwinTest(site = "junit-site.json")
class ChargingTest {

    private final DerTwin site;
    private final SimulatedDevice bess;

    ChargingTest(DerTwin site, @Device("bess-1") SimulatedDevice bess) {
        this.site = site;
        this.bess = bess;
    }

    @BeforeEach
    void start() {
        bess.command("start_stop_standby", 1);
        bess.command("active_power_setpoint", -20);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 50, 80})
    void should_charge(int soc) {
        bess.set("system_soc", soc);
        site.clock().advance(Duration.ofMinutes(20));
        assertThat(bess.telemetry("system_soc")).isGreaterThan(soc);
    }

    @Nested
    class UntilAGoal {

        @ParameterizedTest
        @ValueSource(ints = {55, 60})
        void should_get_there_within_two_hours(int goal) {
            assertThat(site.clock().advanceUntil("bess-1", "system_soc", atLeast(goal), Duration.ofHours(2)))
                    .isTrue();
        }
    }
}
