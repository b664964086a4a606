package io.dertwin.runtime.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.runtime.testing.TestSite;
import org.junit.jupiter.api.Test;

/**
 * The same site, the same commands at the same ticks: the same bits, on any JDK, operating system and CPU. The golden value
 * changes when the physics does, and only then.
 */
class DeterminismTest {

    private static final String DAY = "30a28934a920c701";

    @Test
    void should_trace_the_same_day_everywhere_when_stepped_one_by_one() {
        DayAtTheSite day = new DayAtTheSite();
        TraceHash hash = new TraceHash(day.site().engine().frames());
        for (long tick = 0; tick < DayAtTheSite.TICKS; tick++) {
            day.tell(tick);
            day.site().ticks(1);
            hash.add();
        }

        assertThat(hash.hex()).isEqualTo(DAY);
    }

    @Test
    void should_trace_the_same_day_everywhere_when_advanced_in_one_call() {
        DayAtTheSite day = new DayAtTheSite();
        TestSite site = day.site();
        TraceHash hash = new TraceHash(site.engine().frames());
        long[] ticks = {0};
        day.tell(0);
        site.engine().advance(DayAtTheSite.TICKS, () -> {
            hash.add();
            day.tell(++ticks[0]);
            return false;
        });

        assertThat(hash.hex()).isEqualTo(DAY);
    }

    @Test
    void should_trace_another_day_from_another_seed() {
        TestSite one = TestSite.fullSite().seed(0).build();
        TestSite other = TestSite.fullSite().seed(1).build();
        one.ticks(10);
        other.ticks(10);

        assertThat(one.read("energy-meter-1", "total_power_factor"))
                .isNotEqualTo(other.read("energy-meter-1", "total_power_factor"));
    }
}
