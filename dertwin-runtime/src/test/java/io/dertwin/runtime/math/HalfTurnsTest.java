package io.dertwin.runtime.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class HalfTurnsTest {

    @Test
    void should_be_exact_at_every_quarter_turn() {
        assertThat(HalfTurns.sin(0)).isZero();
        assertThat(HalfTurns.sin(0.5)).isEqualTo(1);
        assertThat(HalfTurns.sin(1)).isEqualTo(0.0);
        assertThat(HalfTurns.sin(-0.5)).isEqualTo(-1);
        assertThat(HalfTurns.cos(0)).isEqualTo(1);
        assertThat(HalfTurns.cos(0.5)).isEqualTo(0.0);
        assertThat(HalfTurns.cos(1)).isEqualTo(-1);
        assertThat(HalfTurns.cos(2)).isEqualTo(1);
    }

    @Property(tries = 20_000)
    void should_agree_with_the_sine_and_cosine_of_the_angle(@ForAll @DoubleRange(min = -2, max = 2) double x) {
        assertThat(HalfTurns.sin(x)).isCloseTo(StrictMath.sin(Math.PI * x), within(1e-15));
        assertThat(HalfTurns.cos(x)).isCloseTo(StrictMath.cos(Math.PI * x), within(1e-15));
    }

    @Property(tries = 2000)
    void should_repeat_after_every_full_turn(@ForAll @DoubleRange(min = 0, max = 1) double x) {
        double far = x + 1000;
        assertThat(HalfTurns.sin(far)).isEqualTo(HalfTurns.sin(far - 1000));
        assertThat(HalfTurns.cos(far)).isEqualTo(HalfTurns.cos(far - 1000));
    }
}
