package io.dertwin.runtime.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dertwin.runtime.state.RecordedState;
import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class RandomStreamTest {

    @Test
    void should_draw_the_published_numbers_of_split_mix_64() {
        RandomStream random = new RandomStream(1_234_567);

        assertThat(new long[] {random.nextLong(), random.nextLong(), random.nextLong()})
                .containsExactly(6_457_827_717_110_365_317L, 3_203_168_211_198_807_973L, -8_629_252_141_511_181_193L);
    }

    @Test
    void should_draw_the_same_uniform_numbers_for_good() {
        assertThat(five(new RandomStreams(42).named("grid_frequency")::nextUniform))
                .containsExactly(
                        0.13237742400195263,
                        0.22865319433533438,
                        0.5724932441274774,
                        0.26994864903526705,
                        0.9966093465114012);
    }

    @Test
    void should_draw_the_same_normal_numbers_for_good() {
        assertThat(five(new RandomStreams(42).named("grid_frequency")::nextNormal))
                .containsExactly(
                        -0.48301081135761237,
                        -0.3565163004681265,
                        0.5132150316775751,
                        -1.628645714422973,
                        0.5037929718667199);
    }

    @Test
    void should_give_every_name_a_stream_of_its_own() {
        RandomStreams streams = new RandomStreams(7);

        assertThat(streams.named("a").nextLong())
                .isNotEqualTo(streams.named("b").nextLong());
        assertThat(streams.named("a").nextLong()).isEqualTo(streams.named("a").nextLong());
        assertThat(streams.named("a").nextLong())
                .isNotEqualTo(new RandomStreams(8).named("a").nextLong());
    }

    @Test
    void should_draw_from_its_own_seed_whatever_the_sites_seed_is() {
        assertThat(new RandomStreams(1).named("grid_voltage", 42).nextLong())
                .isEqualTo(new RandomStreams(2).named("grid_voltage", 42).nextLong());
    }

    @Test
    void should_stay_within_the_bounds_of_a_uniform_draw() {
        RandomStream random = new RandomStream(3);

        assertThat(DoubleStream.generate(() -> random.nextUniform(0.95, 1)).limit(100_000))
                .allMatch(value -> value >= 0.95 && value < 1);
    }

    @Test
    void should_have_the_moments_of_a_normal_distribution() {
        RandomStream random = new RandomStream(11);
        double[] draws =
                DoubleStream.generate(random::nextNormal).limit(200_000).toArray();
        double mean = Arrays.stream(draws).average().orElseThrow();
        double variance =
                Arrays.stream(draws).map(x -> (x - mean) * (x - mean)).average().orElseThrow();

        assertThat(mean).isCloseTo(0, within(0.01));
        assertThat(variance).isCloseTo(1, within(0.01));
    }

    @Test
    void should_go_on_where_a_snapshot_was_taken_even_between_the_two_numbers_of_a_pair() {
        RandomStream random = new RandomStream(5);
        random.nextNormal();
        ObjectNode snapshot = JsonNodeFactory.instance.objectNode();
        random.exchange(RecordedState.recording(snapshot));
        double[] expected = five(random::nextNormal);

        RandomStream fresh = new RandomStream(0);
        fresh.exchange(RecordedState.restoring(snapshot));

        assertThat(five(fresh::nextNormal)).containsExactly(expected);
    }

    private static double[] five(DoubleSupplier draw) {
        return DoubleStream.generate(draw).limit(5).toArray();
    }
}
