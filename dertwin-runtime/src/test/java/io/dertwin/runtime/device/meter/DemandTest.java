package io.dertwin.runtime.device.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dertwin.runtime.random.RandomStream;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class DemandTest {

    @Test
    void should_be_the_mean_of_the_window() {
        Demand demand = new Demand(3);
        demand.add(3, 1);
        assertThat(demand.mean()).isEqualTo(3);
        demand.add(6, 1);
        assertThat(demand.mean()).isEqualTo(4.5);
        demand.add(9, 1);
        assertThat(demand.mean()).isEqualTo(6);
        demand.add(12, 1);
        assertThat(demand.mean()).isEqualTo(9);
    }

    @Test
    void should_equal_the_mean_summed_up_anew_over_many_rounds() {
        RandomStream random = new RandomStream(1);
        Demand demand = new Demand(90);
        Deque<Double> window = new ArrayDeque<>();
        for (int i = 0; i < 20_000; i++) {
            double power = random.nextUniform(0, 1e6);
            demand.add(power, 0.1);
            window.addLast(power);
            if (window.size() > 900) {
                window.removeFirst();
            }
            if (i % 97 == 0) {
                double mean = window.stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow();
                assertThat(demand.mean()).isCloseTo(mean, within(1e-6));
            }
        }
    }

    @Test
    void should_forget_high_power_altogether_once_it_has_left_the_window() {
        Demand demand = new Demand(10);
        demand.add(1e12, 1);
        for (int i = 0; i < 20; i++) {
            demand.add(0.1, 1);
        }

        assertThat(demand.mean()).isCloseTo(0.1, within(1e-12));
        assertThat(demand.maximum()).isEqualTo(1e12);
    }

    @Test
    void should_be_the_power_itself_when_the_step_is_longer_than_the_window() {
        Demand demand = new Demand(60);
        demand.add(5, 3600);
        demand.add(7, 3600);

        assertThat(demand.mean()).isEqualTo(7);
        assertThat(demand.maximum()).isEqualTo(7);
    }
}
