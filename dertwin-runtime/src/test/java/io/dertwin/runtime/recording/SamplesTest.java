package io.dertwin.runtime.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.runtime.engine.BessPlant;
import io.dertwin.runtime.engine.Engine;
import io.dertwin.runtime.engine.FrameLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplesTest {

    private static final int[] TIME_AND_TICKS = {FrameLayout.TIME, FrameLayout.TICKS};

    private final Engine engine = BessPlant.engine();

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1, 0.25, 1, 60, 5000})
    void should_keep_what_a_recording_keeps_at_the_same_interval(double interval) {
        engine.advance(7, () -> false);
        Samples samples = new Samples(engine.frames(), TIME_AND_TICKS, interval);
        engine.observe(samples);
        Recording recording = new Recording(engine, interval, 1 << 20);
        engine.advance(3000, () -> false);

        Series kept = samples.series();
        Series recorded = recording.read(TIME_AND_TICKS, 0, Double.POSITIVE_INFINITY, 0);
        assertThat(kept.times()).startsWith(7 * 0.1).isEqualTo(recorded.times());
        assertThat(kept.values()).isDeepEqualTo(recorded.values());
    }

    @Test
    void should_tell_of_the_time_up_to_now() {
        Samples samples = new Samples(engine.frames(), TIME_AND_TICKS, 1);
        engine.observe(samples);
        engine.advance(20, () -> false);
        Series sofar = samples.series();
        engine.advance(20, () -> false);

        assertThat(sofar.values()[1]).containsExactly(0, 10, 20);
        assertThat(samples.series().values()[1]).containsExactly(0, 10, 20, 30, 40);
    }
}
