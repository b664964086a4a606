package io.dertwin.runtime.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dertwin.runtime.device.bess.BessType;
import io.dertwin.runtime.engine.CommandRefusedException;
import io.dertwin.runtime.engine.Engine;
import io.dertwin.runtime.engine.FrameLayout;
import io.dertwin.runtime.engine.Plant;
import io.dertwin.runtime.engine.PlantDevice;
import io.dertwin.runtime.environment.EnvironmentSettings;
import io.dertwin.runtime.random.RandomStreams;
import io.dertwin.runtime.settings.Node;
import io.dertwin.runtime.settings.Problems;
import io.dertwin.runtime.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {

    private static final int[] TIME_AND_TICKS = {FrameLayout.TIME, FrameLayout.TICKS};
    private static final double ALWAYS = Double.POSITIVE_INFINITY;

    @TempDir
    Path folder;

    private final Engine engine = new Engine(plant());

    @Test
    void should_keep_a_sample_an_interval_from_the_beginning_on() {
        Recording recording = new Recording(engine, 1, 1 << 20);
        engine.advance(10_000, () -> false);

        Series series = recording.read(TIME_AND_TICKS, -ALWAYS, ALWAYS, 0);
        assertThat(series.times()).hasSize(1001);
        assertThat(series.values()[0]).isEqualTo(series.times());
        assertThat(series.values()[1])
                .isEqualTo(
                        IntStream.rangeClosed(0, 1000).mapToDouble(i -> 10 * i).toArray());
    }

    @Test
    void should_give_the_part_that_is_wanted() {
        Recording recording = new Recording(engine, 1, 1 << 20);
        engine.advance(10_000, () -> false);

        assertThat(recording.read(TIME_AND_TICKS, 100, 104, 0).times()).containsExactly(100, 101, 102, 103, 104);
        assertThat(recording.read(TIME_AND_TICKS, 100, 200, 30).times()).containsExactly(100, 130, 160, 190);
        assertThat(recording.read(TIME_AND_TICKS, 99.5, 100.5, 0).times()).containsExactly(100);
        assertThat(recording.read(TIME_AND_TICKS, 2000, ALWAYS, 0).times()).isEmpty();
    }

    @Test
    void should_forget_the_oldest_when_there_is_no_more_room() {
        Recording recording = new Recording(engine, 0.1, 100_000);
        engine.advance(100_000, () -> false);

        double[] times = recording.read(TIME_AND_TICKS, -ALWAYS, ALWAYS, 0).times();
        assertThat(times.length).isBetween(1000, 20_000);
        assertThat(times[times.length - 1]).isEqualTo(100_000 * 0.1);
        assertThat(times).isSorted();
    }

    @Test
    void should_take_another_interval_from_the_next_tick_on() {
        Recording recording = new Recording(engine, 1, 1 << 20);
        engine.advance(25, () -> false);
        recording.every(10);
        engine.advance(200, () -> false);

        assertThat(recording.read(TIME_AND_TICKS, -ALWAYS, ALWAYS, 0).times())
                .containsExactly(new double[] {0, 1, 2, 2.6, 12.6}, within(1e-9));
        assertThat(recording.interval()).isEqualTo(10);
        assertThatThrownBy(() -> recording.every(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void should_forget_what_has_not_happened_when_the_site_goes_back() {
        Recording recording = new Recording(engine, 1, 1 << 20);
        engine.advance(4000, () -> false);
        String snapshot = engine.snapshot();
        engine.advance(6000, () -> false);
        engine.restore(snapshot);

        double[] before = recording.read(TIME_AND_TICKS, -ALWAYS, ALWAYS, 0).times();
        assertThat(before).hasSize(401).endsWith(400);
        engine.advance(20, () -> false);
        double[] after = recording.read(TIME_AND_TICKS, -ALWAYS, ALWAYS, 0).times();
        assertThat(after).hasSize(403).isSorted().endsWith(400, 401, 402);
        assertThat(DoubleStream.of(after).distinct().count()).isEqualTo(403);
    }

    @Test
    void should_begin_anew_after_everything_was_forgotten() {
        Recording recording = new Recording(engine, 1, 1 << 20);
        engine.advance(4000, () -> false);
        recording.clear();
        engine.advance(10, () -> false);

        assertThat(recording.read(TIME_AND_TICKS, -ALWAYS, ALWAYS, 0).times()).containsExactly(401);
    }

    @Test
    void should_write_everything_to_a_file() throws IOException {
        Path file = folder.resolve("recording.csv");
        FileRecording recording = FileRecording.start(engine, file, 60);
        engine.advance(1200, () -> false);
        recording.close();
        engine.advance(1200, () -> false);

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0))
                .startsWith("time,grid.frequency,grid.voltage,site.power,site.load,weather.irradiance,"
                        + "weather.ambient_temperature,bess-1.service_voltage,");
        assertThat(lines.get(1)).startsWith("0.0,50.0,400.0,5.0,5.0,0.0,,");
        assertThat(lines.get(2)).startsWith("60.0,");
        assertThat(lines.get(3)).startsWith("120.0,");
    }

    @Test
    void should_keep_the_extremes_of_what_it_thins_out() {
        Recording recording = new Recording(engine, 0.1, 1 << 20);
        engine.advance(500, () -> false);
        PlantDevice battery = engine.plant().devices().get(0);
        engine.arrange(battery, Map.of("system_soc", 99.0));
        engine.advance(1, () -> false);
        engine.arrange(battery, Map.of("system_soc", 1.0));
        engine.advance(1, () -> false);
        engine.arrange(battery, Map.of("system_soc", 60.0));
        engine.advance(500, () -> false);
        int soc = battery.frameOffset() + 2;

        Series thinned = recording.thinned(new int[] {soc, FrameLayout.AMBIENT_TEMPERATURE}, -ALWAYS, ALWAYS, 20);

        assertThat(thinned.times()).hasSize(20).isSorted().startsWith(0).endsWith(1002 * 0.1);
        assertThat(DoubleStream.of(thinned.values()[0]).max()).hasValueCloseTo(99.0, within(0.01));
        assertThat(DoubleStream.of(thinned.values()[0]).min()).hasValueCloseTo(1.0, within(0.01));
        assertThat(thinned.values()[1]).containsOnly(Double.NaN);
        assertThat(recording.thinned(new int[] {soc}, 10, 11, 20).times()).hasSize(11);
    }

    @Test
    void should_keep_the_outline_of_what_there_is_no_more_room_for() {
        Recording recording = new Recording(engine, 0.1, 100_000);
        PlantDevice battery = engine.plant().devices().get(0);
        engine.advance(300, () -> false);
        engine.arrange(battery, Map.of("system_soc", 99.0));
        engine.advance(1, () -> false);
        engine.arrange(battery, Map.of("system_soc", 60.0));
        engine.advance(99_699, () -> false);
        int soc = battery.frameOffset() + 2;

        assertThat(recording.read(new int[] {soc}, -ALWAYS, ALWAYS, 0).times()[0])
                .isGreaterThan(8000);
        Series course = recording.thinned(new int[] {soc}, -ALWAYS, ALWAYS, 100);
        assertThat(course.times())
                .isSorted()
                .startsWith(0)
                .endsWith(100_000 * 0.1)
                .hasSizeGreaterThan(40);
        assertThat(DoubleStream.of(course.values()[0]).max()).hasValueCloseTo(99.0, within(0.01));

        String snapshot = engine.snapshot();
        engine.advance(100_000, () -> false);
        engine.restore(snapshot);
        assertThat(recording.thinned(new int[] {soc}, -ALWAYS, ALWAYS, 100).times())
                .isSorted()
                .startsWith(0)
                .endsWith(100_000 * 0.1);
        recording.clear();
        assertThat(recording.thinned(new int[] {soc}, -ALWAYS, ALWAYS, 100).times())
                .isEmpty();
    }

    @Test
    void should_keep_an_outline_however_long_it_goes_on_with_hardly_any_room() {
        Recording recording = new Recording(engine, 0.1, 1);
        PlantDevice battery = engine.plant().devices().get(0);
        engine.advance(300, () -> false);
        engine.arrange(battery, Map.of("system_soc", 99.0));
        engine.advance(1, () -> false);
        engine.arrange(battery, Map.of("system_soc", 60.0));
        engine.advance(99_699, () -> false);

        Series course = recording.thinned(new int[] {battery.frameOffset() + 2}, -ALWAYS, ALWAYS, 100);
        assertThat(course.times()).isSorted().startsWith(0).endsWith(100_000 * 0.1);
        assertThat(DoubleStream.of(course.values()[0]).max()).hasValueCloseTo(99.0, within(0.01));
    }

    @Test
    void should_keep_what_a_device_was_told() throws CommandRefusedException {
        Recording recording = new Recording(engine, 1, 1 << 20);
        PlantDevice battery = engine.plant().devices().get(0);
        engine.advance(10, () -> false);
        battery.commands().write(new int[] {1}, new double[] {-7});
        engine.advance(20, () -> false);

        int setpoint = recording.commandPlace(battery) + 1;
        assertThat(recording.read(new int[] {setpoint}, -ALWAYS, ALWAYS, 0).values()[0])
                .containsExactly(0, 0, -7, -7);
    }

    private static Plant plant() {
        RandomStreams streams = new RandomStreams(0);
        Settings settings = Settings.of("test", new Node.Mapping(1, Map.of()), new Problems());
        return new Plant(
                0,
                0.1,
                EnvironmentSettings.environment(Optional.empty(), streams),
                EnvironmentSettings.balance(Optional.empty()),
                List.of(new Plant.NamedDevice("bess-1", new BessType().create("bess-1", settings, streams))));
    }
}
