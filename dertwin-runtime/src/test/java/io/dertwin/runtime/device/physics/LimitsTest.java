package io.dertwin.runtime.device.physics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LimitsTest {

    @Test
    void should_keep_a_value_within_its_bounds() {
        assertThat(Limits.clamp(5, -1, 1)).isEqualTo(1);
        assertThat(Limits.clamp(-5, -1, 1)).isEqualTo(-1);
        assertThat(Limits.clamp(0.5, -1, 1)).isEqualTo(0.5);
    }

    @Test
    void should_approach_by_no_more_than_is_allowed() {
        assertThat(Limits.approach(0, 20, 3)).isEqualTo(3);
        assertThat(Limits.approach(0, -20, 3)).isEqualTo(-3);
    }

    @Test
    void should_arrive_exactly_when_the_target_is_within_reach() {
        assertThat(Limits.approach(0.1, 0.3, 0.2)).isEqualTo(0.3);
        assertThat(Limits.approach(7, 7, 0)).isEqualTo(7);
    }
}
