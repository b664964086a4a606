package io.dertwin.runtime.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WeatherTest {

    private final Irradiance sun = new Irradiance(1000, 6, 18);
    private final AmbientTemperature air = new AmbientTemperature(20, 5, 15);

    @Test
    void should_shine_only_between_sunrise_and_sunset() {
        assertThat(sun.at(0)).isZero();
        assertThat(sun.at(6)).isZero();
        assertThat(sun.at(6.001)).isPositive();
        assertThat(sun.at(17.999)).isPositive();
        assertThat(sun.at(18)).isZero();
        assertThat(sun.at(23.99)).isZero();
    }

    @Test
    void should_shine_brightest_halfway_between_sunrise_and_sunset() {
        assertThat(sun.at(12)).isEqualTo(1000);
        assertThat(sun.at(8)).isCloseTo(500, within(1e-9));
        assertThat(new Irradiance(800, 4, 20).at(12)).isEqualTo(800);
    }

    @Test
    void should_be_warmest_at_the_peak_hour_and_coldest_twelve_hours_later() {
        assertThat(air.at(15)).isEqualTo(25);
        assertThat(air.at(3)).isEqualTo(15);
        assertThat(air.at(9)).isCloseTo(20, within(1e-9));
    }

    @Test
    void should_be_as_warm_at_midnight_as_at_the_end_of_the_day() {
        assertThat(air.at(0)).isCloseTo(air.at(24), within(1e-9));
    }
}
