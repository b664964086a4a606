package io.dertwin.runtime.environment;

import static io.dertwin.runtime.testing.TestSettings.block;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dertwin.runtime.random.RandomStreams;
import io.dertwin.runtime.settings.Problems;
import io.dertwin.runtime.testing.TestSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnvironmentSettingsTest {

    private static final RandomStreams STREAMS = new RandomStreams(0);

    @Test
    void should_be_a_steady_grid_in_the_dark_without_any_models() {
        Environment environment = EnvironmentSettings.environment(Optional.empty(), STREAMS);
        environment.start(43_200);

        assertThat(environment.frequencyHz()).isEqualTo(50);
        assertThat(environment.voltageLineToLine()).isEqualTo(400);
        assertThat(environment.irradiance()).isZero();
        assertThat(environment.ambientOr(17)).isEqualTo(17);
        assertThat(EnvironmentSettings.balance(Optional.empty()).loadKw()).isEqualTo(5);
    }

    @Test
    void should_take_the_defaults_for_what_a_model_leaves_out() {
        Environment environment = environment(block("irradiance", block(), "ambient_temperature", block()));
        environment.start(12 * 3600);

        assertThat(environment.irradiance()).isEqualTo(1000);
        assertThat(environment.ambientOr(0)).isCloseTo(20 + 5 * StrictMath.cos(2 * Math.PI * -3 / 24), within(1e-12));
    }

    @Test
    void should_understand_both_spellings_of_the_nominal_voltage() {
        for (String key : List.of("nominal_v_ll", "nominal_voltage_ll")) {
            Environment environment = environment(block("grid_voltage", block(key, 690)));
            environment.start(0);

            assertThat(environment.voltageLineToLine()).as(key).isEqualTo(690);
            assertThat(environment.voltageLineToNeutral()).as(key).isEqualTo(690 / Math.sqrt(3));
        }
    }

    @Test
    void should_move_the_bounds_with_the_nominal_value_unless_they_are_given() {
        Environment sixtyHertz = environment(block("grid_frequency", block("nominal_hz", 60)));
        sixtyHertz.events().add(new GridEvent(GridEvent.Kind.FREQUENCY, -20, GridEvent.Shape.STEP, 0, 10));
        sixtyHertz.start(0);
        assertThat(sixtyHertz.frequencyHz()).isEqualTo(55);

        Environment given = environment(block("grid_frequency", block("min", 48, "max", 52)));
        given.events().add(new GridEvent(GridEvent.Kind.FREQUENCY, 20, GridEvent.Shape.STEP, 0, 10));
        given.start(0);
        assertThat(given.frequencyHz()).isEqualTo(52);
    }

    @Test
    void should_draw_the_same_noise_for_the_same_seed_whatever_the_sites_seed_is() {
        Map<String, Object> models = block("grid_frequency", block("noise_std", 0.02, "seed", 42));
        Environment one = environment(models, new RandomStreams(1));
        Environment two = environment(models, new RandomStreams(2));
        for (int i = 0; i < 100; i++) {
            one.step(i, 1);
            two.step(i, 1);
            assertThat(one.frequencyHz()).isEqualTo(two.frequencyHz()).isNotEqualTo(50);
        }
    }

    @Test
    void should_begin_a_day_at_midnight_even_if_rounding_is_just_before_it() {
        Environment environment = EnvironmentSettings.environment(Optional.empty(), STREAMS);

        environment.start(Math.nextDown(86_400.0));
        assertThat(environment.day()).isEqualTo(1);

        environment.start(86_399.9);
        assertThat(environment.day()).isZero();
    }

    @Test
    void should_say_what_is_wrong_with_a_model() {
        assertThat(problems(block("irradiance", block("peak", -1, "sunrise", 18, "sunset", 6))))
                .containsExactly(
                        "site.json:1: irradiance.peak: must be at least 0, but is -1",
                        "site.json:1: irradiance.sunset: must be greater than 18, but is 6");
        assertThat(problems(block("irradiance", block("sunrise", 20))))
                .containsExactly("site.json:1: irradiance.sunrise: must be less than 18, but is 20");
        assertThat(problems(block("ambient_temperature", block("amplitude", -5, "peak_hour", 25))))
                .containsExactly(
                        "site.json:1: ambient_temperature.amplitude: must be at least 0, but is -5",
                        "site.json:1: ambient_temperature.peak_hour: must be from 0 to 24, but is 25");
        assertThat(problems(block("grid_frequency", block("noise_std", -0.1, "nominal_hz", 0))))
                .containsExactlyInAnyOrder(
                        "site.json:1: grid_frequency.nominal_hz: must be greater than 0, but is 0",
                        "site.json:1: grid_frequency.noise_std: must be at least 0, but is -0.1");
        assertThat(problems(block("grid_voltage", block("min", 500))))
                .containsExactly("site.json:1: grid_voltage.min: must be less than 480, but is 500");
        assertThat(problems(block("grid_voltage", block("nominal_v_l", 400))))
                .containsExactly(
                        "site.json:1: grid_voltage.nominal_v_l: unknown key 'nominal_v_l', did you mean 'nominal_v_ll'?");
    }

    private static List<String> problems(Map<String, Object> models) {
        return TestSettings.problems(
                models, settings -> EnvironmentSettings.environment(Optional.of(settings), STREAMS));
    }

    private static Environment environment(Map<String, Object> models) {
        return environment(models, STREAMS);
    }

    private static Environment environment(Map<String, Object> models, RandomStreams streams) {
        Problems problems = new Problems();
        Environment environment =
                EnvironmentSettings.environment(Optional.of(TestSettings.of(models, problems)), streams);
        problems.throwIfAny();
        return environment;
    }
}
