package io.dertwin.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dertwin.runtime.device.bess.BessType;
import io.dertwin.runtime.environment.EnvironmentSettings;
import io.dertwin.runtime.random.RandomStreams;
import io.dertwin.runtime.settings.Node;
import io.dertwin.runtime.settings.Problems;
import io.dertwin.runtime.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EngineTest {

    private static final int START_STOP = 0;
    private static final int SETPOINT = 1;
    private static final int ON_GRID_POWER = 23;

    private final Engine engine = new Engine(plant());
    private final PlantDevice bess = engine.plant().devices().get(0);
    private final ExecutorService others = Executors.newCachedThreadPool();

    @AfterEach
    void stop() throws InterruptedException {
        engine.close();
        others.shutdownNow();
        assertThat(others.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void should_show_a_true_state_before_the_first_tick() {
        assertThat(telemetry(2)).isEqualTo(50);
        assertThat(engine.frames().read(FrameLayout.GRID_FREQUENCY)).isEqualTo(50);
        assertThat(engine.frames().read(FrameLayout.GRID_POWER)).isEqualTo(5);
    }

    @Test
    void should_count_time_in_whole_ticks() {
        engine.advance(864_000, () -> false);

        assertThat(engine.frames().read(FrameLayout.TICKS)).isEqualTo(864_000);
        assertThat(engine.frames().read(FrameLayout.TIME)).isEqualTo(864_000 * 0.1);
    }

    @Test
    void should_end_an_advance_when_it_is_closed() throws Exception {
        CountDownLatch underWay = new CountDownLatch(1);
        Future<Long> advance = others.submit(() -> engine.advance(Long.MAX_VALUE, () -> {
            underWay.countDown();
            return false;
        }));
        underWay.await();

        engine.close();

        assertThat(advance.get()).isEqualTo((long) engine.frames().read(FrameLayout.TICKS));
    }

    @Test
    void should_not_move_any_more_once_it_is_closed() {
        engine.advance(7, () -> false);
        engine.close();
        engine.close();

        assertThatThrownBy(() -> engine.follow(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the site is closed: its clock does not move any more");
        assertThatThrownBy(() -> engine.advance(1, () -> false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the site is closed: its clock does not move any more");
        assertThat(engine.mode()).isEqualTo(ClockMode.STEPPED);
        assertThat(engine.frames().read(FrameLayout.TICKS)).isEqualTo(7);
    }

    @Test
    void should_stop_after_the_tick_that_meets_the_condition() {
        long done = engine.advance(1000, () -> engine.frames().read(FrameLayout.TICKS) == 7);

        assertThat(done).isEqualTo(7);
    }

    @Test
    void should_apply_a_write_in_the_first_tick_after_it_every_time() throws CommandRefusedException {
        for (int i = 0; i < 10_000; i++) {
            CommandWrite write = bess.commands().write(new int[] {SETPOINT}, new double[] {i});
            engine.advance(1, () -> false);
            assertThat(telemetry(ON_GRID_POWER)).isEqualTo(i);
            assertThat(write.effectiveTick()).isEqualTo(i);
        }
    }

    @Test
    void should_change_nothing_when_one_of_several_commands_is_refused() {
        assertThatThrownBy(() -> bess.commands().write(new int[] {SETPOINT, START_STOP}, new double[] {-20, 7}))
                .isInstanceOf(CommandRefusedException.class)
                .hasMessage("bess-1: start_stop_standby must be one of [1, 2, 3], but is 7.0");

        engine.advance(1, () -> false);
        assertThat(bess.commands().written(SETPOINT)).isZero();
        assertThat(telemetry(ON_GRID_POWER)).isZero();
    }

    @Test
    void should_refuse_limits_that_are_out_of_order() {
        assertThatThrownBy(() -> bess.commands().write(new int[] {6}, new double[] {95}))
                .isInstanceOf(CommandRefusedException.class)
                .hasMessageContaining("lower_2 <= lower_1 < upper_1 <= upper_2");
    }

    @Test
    void should_read_back_zero_once_a_momentary_command_has_acted() throws CommandRefusedException {
        bess.commands().write(new int[] {8}, new double[] {1});
        assertThat(bess.commands().written(8)).isEqualTo(1);

        engine.advance(1, () -> false);

        assertThat(bess.commands().written(8)).isZero();
    }

    @Test
    void should_refuse_a_second_advance_while_one_is_under_way() throws Exception {
        CountDownLatch underWay = new CountDownLatch(1);
        AtomicBoolean enough = new AtomicBoolean();
        Future<Long> first = others.submit(() -> engine.advance(Long.MAX_VALUE, () -> {
            underWay.countDown();
            return enough.get();
        }));
        underWay.await();

        assertThatThrownBy(() -> engine.advance(1, () -> false)).isInstanceOf(AdvanceInProgressException.class);

        enough.set(true);
        first.get();
        assertThat(engine.advance(1, () -> false)).isEqualTo(1);
    }

    @Test
    void should_let_others_act_between_two_ticks_of_a_long_advance() throws Exception {
        CountDownLatch underWay = new CountDownLatch(1);
        AtomicBoolean enough = new AtomicBoolean();
        Future<Long> advance = others.submit(() -> engine.advance(Long.MAX_VALUE, () -> {
            underWay.countDown();
            return enough.get();
        }));
        underWay.await();

        for (int i = 0; i < 1000; i++) {
            double soc = i % 100;
            assertThat(engine.arrange(bess, Map.of("system_soc", soc))).isEmpty();
        }
        assertThat(engine.snapshot()).contains("\"soc\":");

        enough.set(true);
        assertThat(advance.get()).isPositive();
    }

    @Test
    void should_never_show_parts_of_two_ticks() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        Future<Long> advance = others.submit(() -> engine.advance(Long.MAX_VALUE, enough::get));
        double[] values = new double[engine.frames().size()];

        for (int i = 0; i < 300_000; i++) {
            engine.frames().read(0, values.length, values);
            assertThat(values[FrameLayout.TIME]).isEqualTo(values[FrameLayout.TICKS] * 0.1);
        }

        enough.set(true);
        advance.get();
    }

    @Test
    void should_take_up_the_state_of_a_snapshot_with_its_pending_commands() throws CommandRefusedException {
        bess.commands().write(new int[] {START_STOP, SETPOINT}, new double[] {1, -15});
        String snapshot = engine.snapshot();
        engine.advance(500, () -> false);
        double soc = telemetry(2);

        Engine fresh = new Engine(plant());
        fresh.restore(snapshot);
        fresh.advance(500, () -> false);

        assertThat(fresh.frames().read(bess.frameOffset() + 2)).isEqualTo(soc);
        assertThat(fresh.plant().devices().get(0).commands().written(SETPOINT)).isEqualTo(-15);
    }

    @Test
    void should_keep_its_state_when_a_snapshot_is_of_another_site() {
        engine.advance(10, () -> false);

        assertThatThrownBy(() -> engine.restore("{\"ticks\":3}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the snapshot cannot be restored, and nothing has changed: "
                        + "the snapshot has no 'environment': it was not taken from a site like this one");

        assertThat(engine.frames().read(FrameLayout.TICKS)).isEqualTo(10);
    }

    @Test
    void should_take_what_belongs_to_the_site_outside_the_plant_into_snapshots() {
        double[] words = {7, 8};
        engine.include("registers", state -> System.arraycopy(state.numbers("words", words), 0, words, 0, 2));
        String snapshot = engine.snapshot();
        words[0] = 9;

        engine.restore(snapshot);
        assertThat(words).containsExactly(7, 8);

        engine.exclude("registers");
        words[0] = 9;
        engine.restore(snapshot);
        assertThat(words).containsExactly(9, 8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "7", "[]", "{\"ticks\":\"x\"}", "not json"})
    void should_keep_its_state_when_a_snapshot_is_none(String snapshot) {
        engine.advance(10, () -> false);

        assertThatThrownBy(() -> engine.restore(snapshot)).isInstanceOf(IllegalArgumentException.class);

        assertThat(engine.frames().read(FrameLayout.TICKS)).isEqualTo(10);
    }

    @Test
    void should_keep_its_state_when_one_of_several_points_cannot_be_set() {
        Optional<String> refusal = engine.arrange(bess, Map.of("system_soc", 120.0));

        assertThat(refusal).contains("system_soc must be from 0 to 100, but is 120");
        assertThat(telemetry(2)).isEqualTo(50);
    }

    @Test
    void should_stand_still_once_it_is_stepped_again() {
        engine.follow(Double.POSITIVE_INFINITY);
        assertThat(engine.mode()).isEqualTo(ClockMode.REALTIME);
        engine.stepped();
        double ticks = engine.frames().read(FrameLayout.TICKS);

        engine.advance(5, () -> false);

        assertThat(engine.frames().read(FrameLayout.TICKS)).isEqualTo(ticks + 5);
    }

    @Test
    void should_go_on_following_after_an_advance() throws Exception {
        engine.follow(Double.POSITIVE_INFINITY);
        engine.advance(1000, () -> false);

        double reached = engine.frames().read(FrameLayout.TICKS);
        while (engine.frames().read(FrameLayout.TICKS) < reached + 100) {
            Thread.onSpinWait();
        }
        assertThat(engine.mode()).isEqualTo(ClockMode.REALTIME);
    }

    @Test
    void should_compute_ticks_however_many_others_keep_acting() throws Exception {
        CountDownLatch underWay = new CountDownLatch(1);
        AtomicBoolean enough = new AtomicBoolean();
        others.execute(() -> engine.between(new Function<Plant, Plant>() {
            /** Before this is over, the next one waits already. */
            @Override
            public Plant apply(Plant plant) {
                underWay.countDown();
                if (!enough.get()) {
                    Thread next = new Thread(() -> engine.between(this));
                    next.start();
                    awaitState(next, Thread.State.WAITING);
                }
                return plant;
            }
        }));
        underWay.await();

        try {
            Future<Long> advance = others.submit(() -> engine.advance(3, () -> {
                enough.set(true);
                return false;
            }));
            assertThat(advance.get()).isEqualTo(3);
        } finally {
            enough.set(true);
        }
    }

    private static void awaitState(Thread thread, Thread.State state) {
        while (thread.getState() != state) {
            Thread.onSpinWait();
        }
    }

    @Test
    void should_pause_when_a_tick_fails_and_follow_again_when_told_so() {
        AtomicBoolean broken = new AtomicBoolean();
        engine.observe(time -> {
            if (broken.get()) {
                throw new StackOverflowError("told to");
            }
        });
        broken.set(true);
        engine.follow(Double.POSITIVE_INFINITY);
        awaitPause();

        broken.set(false);
        engine.follow(Double.POSITIVE_INFINITY);

        double reached = engine.frames().read(FrameLayout.TICKS);
        while (engine.frames().read(FrameLayout.TICKS) < reached + 100) {
            Thread.onSpinWait();
        }
        assertThat(engine.mode()).isEqualTo(ClockMode.REALTIME);
    }

    private void awaitPause() {
        while (engine.mode() != ClockMode.PAUSED) {
            Thread.onSpinWait();
        }
    }

    private double telemetry(int point) {
        return engine.frames().read(bess.frameOffset() + point);
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

    @Test
    void should_show_every_state_to_those_who_look() {
        List<Double> seen = new ArrayList<>();
        Engine.Observer observer = seen::add;
        engine.advance(2, () -> false);
        String snapshot = engine.snapshot();

        engine.observe(observer);
        engine.advance(2, () -> false);
        engine.restore(snapshot);
        engine.ignore(observer);
        engine.advance(2, () -> false);

        assertThat(seen).containsExactly(0.2, 0.1 * 3, 0.4, 0.2);
    }

    @Test
    void should_go_back_to_the_beginning() throws CommandRefusedException {
        AtomicLong outside = new AtomicLong(7);
        engine.include("outside", state -> outside.set(state.integer("number", outside.get())));
        String beginning = engine.snapshot();
        bess.commands().write(new int[] {START_STOP, SETPOINT}, new double[] {1, 10});
        engine.advance(100, () -> false);
        outside.set(8);
        bess.commands().write(new int[] {SETPOINT}, new double[] {5});

        engine.restart(plant());

        assertThat(engine.snapshot()).isEqualTo(beginning);
        assertThat(outside).hasValue(7);
    }
}
