package com.example.ems;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PeakShavingTest {

    private final PeakShaving strategy = new PeakShaving(40, 30, new SocWindow(20, 80));

    @Test
    void should_deliver_what_is_missing_when_the_site_draws_too_much() {
        assertThat(strategy.setpointKw(new Measurement(55, 0, 50))).isEqualTo(15);
    }

    @Test
    void should_go_on_delivering_when_the_battery_has_brought_the_grid_to_the_limit() {
        assertThat(strategy.setpointKw(new Measurement(40, 15, 50))).isEqualTo(15);
    }

    @Test
    void should_ask_for_no_more_than_the_rating_when_more_is_missing() {
        assertThat(strategy.setpointKw(new Measurement(100, 0, 50))).isEqualTo(30);
    }

    @Test
    void should_charge_with_what_is_left_when_the_site_draws_little() {
        assertThat(strategy.setpointKw(new Measurement(25, 0, 50))).isEqualTo(-15);
    }

    @Test
    void should_rest_when_the_battery_is_at_the_end_of_its_window() {
        assertThat(strategy.setpointKw(new Measurement(55, 0, 20))).isZero();
        assertThat(strategy.setpointKw(new Measurement(25, 0, 80))).isZero();
    }
}
