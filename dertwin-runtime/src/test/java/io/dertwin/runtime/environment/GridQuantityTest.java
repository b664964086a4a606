package io.dertwin.runtime.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dertwin.runtime.random.RandomStream;
import org.junit.jupiter.api.Test;

class GridQuantityTest {

    private static final double DT = 0.1;

    @Test
    void should_stand_still_without_noise_and_drift() {
        GridQuantity frequency = quantity(0, 0);

        for (int i = 0; i < 1000; i++) {
            assertThat(frequency.step(DT)).isEqualTo(50);
        }
    }

    @Test
    void should_wander_by_the_law_of_drift_and_noise() {
        GridQuantity frequency = quantity(0.02, 0.005);
        RandomStream same = new RandomStream(9);
        double drift = 0;
        double noise = 0;
        for (int i = 0; i < 1000; i++) {
            drift = (drift + 0.005 * Math.sqrt(DT) * same.nextNormal()) * StrictMath.exp(-DT / 300);
            noise += (1 - StrictMath.exp(-DT / 5)) * (0.02 * same.nextNormal() - noise);

            assertThat(frequency.step(DT)).isCloseTo(50 + drift + noise, within(1e-12));
        }
    }

    @Test
    void should_forget_its_noise_so_that_it_stays_near_the_nominal_value() {
        GridQuantity frequency = quantity(0.02, 0);
        double sum = 0;
        for (int i = 0; i < 200_000; i++) {
            sum += frequency.step(DT);
        }

        assertThat(sum / 200_000).isCloseTo(50, within(0.001));
    }

    @Test
    void should_stay_within_its_bounds() {
        GridQuantity frequency = quantity(0, 0);

        assertThat(frequency.clamp(30)).isEqualTo(45);
        assertThat(frequency.clamp(70)).isEqualTo(55);
        assertThat(frequency.clamp(50.2)).isEqualTo(50.2);
    }

    private static GridQuantity quantity(double noise, double drift) {
        return new GridQuantity(new GridQuantity.Parameters(50, noise, drift, 5, 300, 45, 55), new RandomStream(9));
    }
}
