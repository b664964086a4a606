package io.dertwin.runtime.plant;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.dertwin.runtime.testing.TestSite;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class AllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void should_allocate_nothing_in_a_step_however_much_is_going_on() {
        DayAtTheSite day = new DayAtTheSite();
        TestSite site = day.site();
        day.tell(10_000);
        site.ticks(20_000);

        long before = THREADS.getCurrentThreadAllocatedBytes();
        site.engine().advance(50_000, () -> false);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).as("bytes in 50 000 steps").isLessThan(50_000);
    }
}
