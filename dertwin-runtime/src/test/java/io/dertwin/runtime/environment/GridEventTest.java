package io.dertwin.runtime.environment;

import static io.dertwin.runtime.environment.GridEvent.Kind.AMBIENT_TEMPERATURE;
import static io.dertwin.runtime.environment.GridEvent.Kind.FREQUENCY;
import static io.dertwin.runtime.environment.GridEvent.Kind.IRRADIANCE;
import static io.dertwin.runtime.environment.GridEvent.Kind.VOLTAGE;
import static io.dertwin.runtime.environment.GridEvent.Shape.RAMP;
import static io.dertwin.runtime.environment.GridEvent.Shape.STEP;
import static io.dertwin.runtime.testing.TestSettings.block;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dertwin.runtime.engine.FrameLayout;
import io.dertwin.runtime.testing.TestSite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GridEventTest {

    @Test
    void should_act_from_its_start_to_its_end_both_included() {
        GridEvent event = new GridEvent(FREQUENCY, -0.5, STEP, 30, 10);

        assertThat(event.activeAt(29.9)).isFalse();
        assertThat(event.activeAt(30)).isTrue();
        assertThat(event.activeAt(40)).isTrue();
        assertThat(event.activeAt(40.1)).isFalse();
    }

    @Test
    void should_grow_from_nothing_to_the_full_delta_when_it_is_a_ramp() {
        GridEvent event = new GridEvent(FREQUENCY, -1, RAMP, 100, 20);

        assertThat(event.deltaAt(100)).isZero();
        assertThat(event.deltaAt(105)).isCloseTo(-0.25, within(1e-12));
        assertThat(event.deltaAt(120)).isEqualTo(-1);
    }

    @Test
    void should_add_up_the_deltas_of_several_events() {
        GridEvents events = new GridEvents();
        events.add(new GridEvent(VOLTAGE, -0.1, STEP, 0, 100));
        events.add(new GridEvent(VOLTAGE, -0.2, STEP, 50, 100));
        events.add(new GridEvent(FREQUENCY, 1, STEP, 0, 100));

        assertThat(events.voltageDelta(40)).isEqualTo(-0.1);
        assertThat(events.voltageDelta(60)).isCloseTo(-0.3, within(1e-12));
        assertThat(events.voltageDelta(120)).isEqualTo(-0.2);
    }

    @Test
    void should_let_the_latest_of_several_overrides_of_the_weather_win() {
        GridEvents events = new GridEvents();
        events.add(new GridEvent(IRRADIANCE, 800, STEP, 0, 100));
        events.add(new GridEvent(IRRADIANCE, 200, STEP, 50, 10));

        assertThat(events.irradianceOr(40, 333)).isEqualTo(800);
        assertThat(events.irradianceOr(55, 333)).isEqualTo(200);
        assertThat(events.irradianceOr(70, 333)).isEqualTo(800);
        assertThat(events.irradianceOr(101, 333)).isEqualTo(333);
    }

    @Test
    void should_ramp_the_weather_from_what_the_model_says() {
        GridEvent heatWave = new GridEvent(AMBIENT_TEMPERATURE, 40, RAMP, 0, 100);

        assertThat(heatWave.overrideAt(0, 20)).isEqualTo(20);
        assertThat(heatWave.overrideAt(50, 20)).isEqualTo(30);
        assertThat(heatWave.overrideAt(100, 20)).isEqualTo(40);
        assertThat(heatWave.overrideAt(50, Double.NaN)).isEqualTo(40);
    }

    @Test
    void should_last_for_good_when_its_duration_is_infinite() {
        GridEvent event = new GridEvent(IRRADIANCE, 600, STEP, 10, Double.POSITIVE_INFINITY);

        assertThat(event.activeAt(1e9)).isTrue();
        assertThat(event.overrideAt(1e9, 0)).isEqualTo(600);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 7.3, 12, 23.999})
    void should_be_seen_in_the_very_tick_that_begins_at_its_start(double startHour) {
        TestSite site = TestSite.describe().startHour(startHour).build();
        site.event(FREQUENCY, -0.5, STEP, 30, 10);

        for (int tick = 0; tick < 500; tick++) {
            site.ticks(1);
            boolean active = tick >= 300 && tick <= 400;
            assertThat(site.engine().frames().read(FrameLayout.GRID_FREQUENCY))
                    .as("tick %d", tick)
                    .isEqualTo(active ? 49.5 : 50);
        }
    }

    @Test
    void should_sag_the_voltage_by_a_part_of_its_nominal_value() {
        TestSite site = TestSite.describe().build();
        site.event(VOLTAGE, -0.2, STEP, 0, 1);
        site.ticks(1);

        assertThat(site.engine().frames().read(FrameLayout.GRID_VOLTAGE)).isEqualTo(320);
    }

    @Test
    void should_reach_a_blackout_only_when_the_lower_bound_allows_it() {
        TestSite bounded = TestSite.describe().build();
        TestSite unbounded =
                TestSite.describe().model("grid_voltage", block("min", 0)).build();
        for (TestSite site : new TestSite[] {bounded, unbounded}) {
            site.event(VOLTAGE, -1, STEP, 0, 60);
            site.ticks(1);
        }

        assertThat(bounded.engine().frames().read(FrameLayout.GRID_VOLTAGE)).isEqualTo(300);
        assertThat(unbounded.engine().frames().read(FrameLayout.GRID_VOLTAGE)).isZero();
    }
}
