package io.dertwin.runtime.device.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ThermalMassTest {

    @Test
    void should_settle_where_the_air_takes_what_the_losses_give() {
        ThermalMass mass = new ThermalMass(20_000, 10, 85, 30);

        mass.step(300, 25, 1_000_000);

        assertThat(mass.celsius()).isCloseTo(25 + 300 / 10.0, within(1e-9));
    }

    @Test
    void should_warm_up_in_colder_than_the_air() {
        ThermalMass mass = new ThermalMass(20_000, 10, 85, -10);

        mass.step(0, 25, 2000);

        assertThat(mass.celsius()).isCloseTo(25 - 35 * StrictMath.exp(-1), within(1e-9));
    }

    @Test
    void should_keep_all_heat_when_nothing_conducts_it_away() {
        ThermalMass mass = new ThermalMass(1000, 0, 80, 20);

        mass.step(100, -40, 60);

        assertThat(mass.celsius()).isCloseTo(26, within(1e-9));
    }

    @Test
    void should_never_be_hotter_than_its_cap() {
        ThermalMass mass = new ThermalMass(1000, 1, 80, 20);

        mass.step(1e9, 20, 3600);
        assertThat(mass.celsius()).isEqualTo(80);

        mass.step(0, 20, 1e9);
        assertThat(mass.celsius()).isCloseTo(20, within(1e-9));
    }
}
