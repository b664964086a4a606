package io.dertwin.runtime.device.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FirstOrderLagTest {

    @Test
    void should_have_gone_63_percent_of_the_way_after_one_time_constant() {
        FirstOrderLag lag = new FirstOrderLag(60, 20);

        for (int i = 0; i < 600; i++) {
            lag.step(120, 0.1);
        }

        assertThat(lag.value()).isCloseTo(20 + 100 * (1 - StrictMath.exp(-1)), within(1e-9));
    }

    @Test
    void should_arrive_at_the_same_value_whatever_the_length_of_the_step() {
        FirstOrderLag fine = new FirstOrderLag(5, 0);
        FirstOrderLag coarse = new FirstOrderLag(5, 0);

        for (int i = 0; i < 100; i++) {
            fine.step(1500, 0.1);
        }
        coarse.step(1500, 10);

        assertThat(fine.value()).isCloseTo(coarse.value(), within(1e-9));
    }

    @Test
    void should_never_overshoot_however_long_the_step_is() {
        FirstOrderLag lag = new FirstOrderLag(2, 0);

        lag.step(4.5, 86_400);

        assertThat(lag.value()).isEqualTo(4.5);
    }

    @Test
    void should_follow_a_step_length_that_changes() {
        FirstOrderLag lag = new FirstOrderLag(10, 0);
        lag.step(100, 1);
        lag.step(100, 9);

        assertThat(lag.value()).isCloseTo(100 * (1 - StrictMath.exp(-1)), within(1e-9));
    }
}
