package io.dertwin.runtime.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.runtime.random.RandomStream;
import io.dertwin.runtime.testing.TestSite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotTest {

    /** In every phase of the CHP, in events and ramps, before and after the demand window has gone round. */
    @ParameterizedTest
    @ValueSource(
            longs = {0, 1, 599, 600, 3050, 3600, 3950, 4130, 5000, 18_100, 24_500, 42_200, 45_100, 120_050, 121_000})
    void should_go_on_bit_by_bit_in_a_fresh_site(long ticks) {
        DayAtTheSite day = new DayAtTheSite();
        run(day, 0, ticks);
        String snapshot = day.site().engine().snapshot();
        DayAtTheSite fresh = new DayAtTheSite();
        fresh.site().engine().restore(snapshot);
        fresh.skip(ticks - 1);

        assertThat(run(fresh, ticks, 5000)).isEqualTo(run(day, ticks, 5000));
        assertThat(fresh.site().engine().snapshot())
                .isEqualTo(day.site().engine().snapshot());
    }

    @Test
    void should_go_on_bit_by_bit_wherever_a_snapshot_is_taken() {
        RandomStream random = new RandomStream(2024);
        DayAtTheSite day = new DayAtTheSite();
        DayAtTheSite restored = day;
        long ticks = 0;
        for (int i = 0; i < 60; i++) {
            long more = (long) random.nextUniform(1, 400);
            String one = run(day, ticks, more);
            if (restored != day) {
                assertThat(run(restored, ticks, more))
                        .as("after tick %d", ticks)
                        .isEqualTo(one);
            }
            ticks += more;
            restored = new DayAtTheSite();
            restored.site().engine().restore(day.site().engine().snapshot());
            restored.skip(ticks - 1);
        }
    }

    @Test
    void should_show_the_state_of_the_snapshot_at_once() {
        DayAtTheSite day = new DayAtTheSite();
        run(day, 0, 5000);
        TestSite fresh = new DayAtTheSite().site();
        fresh.engine().restore(day.site().engine().snapshot());

        double[] expected = new double[fresh.engine().frames().size()];
        double[] actual = new double[expected.length];
        day.site().engine().frames().read(0, expected.length, expected);
        fresh.engine().frames().read(0, actual.length, actual);
        assertThat(actual).containsExactly(expected);
        assertThat(fresh.written("chp-1", "power_setpoint_percent")).isEqualTo(62.5);
    }

    private static String run(DayAtTheSite day, long from, long ticks) {
        TraceHash hash = new TraceHash(day.site().engine().frames());
        for (long tick = from; tick < from + ticks; tick++) {
            day.tell(tick);
            day.site().ticks(1);
            hash.add();
        }
        return hash.hex();
    }
}
