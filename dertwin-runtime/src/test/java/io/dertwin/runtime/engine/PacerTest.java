package io.dertwin.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PacerTest {

    private static final long SECOND = 1_000_000_000L;

    private long wallNanos = 42;
    private long ticks;
    private long nanosPerTick;

    private final Pacer pacer = new Pacer(0.1, this::tick, () -> wallNanos);

    private void tick() {
        ticks++;
        wallNanos += nanosPerTick;
    }

    @Test
    void should_compute_no_tick_before_one_is_due() {
        pacer.follow(1);
        wallNanos += SECOND / 20;

        long untilNext = pacer.catchUp();

        assertThat(ticks).isZero();
        assertThat(untilNext).isBetween(SECOND / 20, SECOND / 20 + 1);
    }

    @Test
    void should_compute_ten_ticks_of_a_tenth_in_a_second() {
        pacer.follow(1);
        wallNanos += SECOND;

        pacer.catchUp();

        assertThat(ticks).isEqualTo(10);
    }

    @Test
    void should_compute_a_minute_of_ticks_in_a_second_at_speed_60() {
        pacer.follow(60);
        wallNanos += SECOND;

        pacer.catchUp();

        assertThat(ticks).isEqualTo(600);
    }

    @Test
    void should_catch_up_with_a_pause_of_the_process() {
        pacer.follow(1);
        wallNanos += 3600 * SECOND;

        pacer.catchUp();

        assertThat(ticks).isEqualTo(36_000);
    }

    @Test
    void should_not_drift_when_woken_a_little_late_every_time() {
        pacer.follow(1);
        long begin = wallNanos;
        for (int i = 0; i < 100_000; i++) {
            wallNanos += pacer.catchUp() + 12_345;
        }
        pacer.catchUp();

        assertThat(ticks).isEqualTo((wallNanos - begin) / (SECOND / 10));
    }

    @Test
    void should_hand_back_control_every_few_milliseconds_while_it_catches_up() {
        nanosPerTick = 1_000_000;
        pacer.follow(1);
        wallNanos += 60 * SECOND;

        long untilNext = pacer.catchUp();

        assertThat(ticks).isEqualTo(10);
        assertThat(untilNext).isZero();
    }

    @Test
    void should_tell_how_far_it_is_behind_when_the_machine_cannot_keep_up() {
        nanosPerTick = SECOND;
        pacer.follow(1);
        wallNanos += SECOND;

        pacer.catchUp();
        pacer.catchUp();

        assertThat(pacer.lagSeconds(wallNanos)).isBetween(2.7, 2.9);
    }

    @Test
    void should_never_be_behind_when_it_runs_as_fast_as_it_can() {
        nanosPerTick = 1_000_000;
        pacer.follow(Double.POSITIVE_INFINITY);

        assertThat(pacer.catchUp()).isZero();
        assertThat(ticks).isEqualTo(10);
        assertThat(pacer.lagSeconds(wallNanos)).isZero();
    }

    @Test
    void should_follow_from_now_on_when_told_again() {
        pacer.follow(1);
        wallNanos += 3600 * SECOND;
        pacer.follow(1);
        wallNanos += SECOND;

        pacer.catchUp();

        assertThat(ticks).isEqualTo(10);
    }
}
