package io.dertwin.runtime.engine;

import static io.dertwin.runtime.engine.BessPlant.ON_GRID_POWER;
import static io.dertwin.runtime.engine.BessPlant.SETPOINT;
import static io.dertwin.runtime.engine.BessPlant.START_STOP;
import static io.dertwin.runtime.engine.BessPlant.UPPER_LIMIT_1;
import static io.dertwin.runtime.engine.BessPlant.UPPER_LIMIT_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteTermTest {

    private final Engine engine = BessPlant.engine();
    private final PlantDevice bess = engine.plant().devices().get(0);

    @Test
    void should_take_effect_in_its_tick_and_be_read_back_from_then_on() throws Exception {
        CommandWrite write = write(7, WriteTerm.from(3));

        advance(3);
        assertThat(bess.commands().written(SETPOINT)).isZero();
        assertThat(write.effectiveTick()).isEqualTo(-1);

        advance(1);
        assertThat(bess.commands().written(SETPOINT)).isEqualTo(7);
        assertThat(setpoint()).isEqualTo(7);
        assertThat(write.effectiveTick()).isEqualTo(3);
    }

    @Test
    void should_be_refused_for_now_when_too_many_wait_for_their_tick() throws Exception {
        for (int i = 0; i < 50_000; i++) {
            write(7, WriteTerm.AT_ONCE);
            write(8, WriteTerm.from(3));
        }
        String snapshot = engine.snapshot();

        for (WriteTerm term : List.of(WriteTerm.AT_ONCE, WriteTerm.from(3), WriteTerm.until(3))) {
            requireFull(term);
        }
        write(9, WriteTerm.NEVER);
        assertThat(bess.commands().written(SETPOINT)).isEqualTo(7);
        advance(1);
        for (int i = 0; i < 50_000; i++) {
            write(9, WriteTerm.AT_ONCE);
        }
        requireFull(WriteTerm.AT_ONCE);
        engine.restore(snapshot);
        requireFull(WriteTerm.AT_ONCE);
        advance(10);

        assertThat(setpoint()).isEqualTo(8);
        write(9, WriteTerm.AT_ONCE);
    }

    private void requireFull(WriteTerm term) {
        assertThatThrownBy(() -> write(9, term))
                .hasMessage("bess-1: too many writes wait for their tick already; let time go on")
                .isInstanceOfSatisfying(
                        CommandRefusedException.class,
                        refusal -> assertThat(refusal.isForNow()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"count", "late_count"})
    void should_restore_no_more_writes_than_can_wait(String count) throws Exception {
        ObjectNode snapshot = (ObjectNode) new ObjectMapper().readTree(engine.snapshot());
        snapshot.withObject("/pending").put(count, 100_001);

        assertThatThrownBy(() -> engine.restore(snapshot.toString()))
                .hasMessageEndingWith("it has 100001 writes that wait for their tick, and there can be 100000");
    }

    @Test
    void should_come_before_what_is_written_at_the_last_moment() throws Exception {
        write(7, WriteTerm.from(1));
        advance(1);
        write(9, WriteTerm.AT_ONCE);
        advance(1);

        assertThat(setpoint()).isEqualTo(9);
    }

    @Test
    void should_be_checked_at_once_even_if_it_never_takes_effect() throws Exception {
        assertThatThrownBy(() -> bess.commands().write(new int[] {START_STOP}, new double[] {9}, WriteTerm.NEVER))
                .isInstanceOf(CommandRefusedException.class);

        write(7, WriteTerm.NEVER);
        advance(10);

        assertThat(setpoint()).isZero();
        assertThat(bess.commands().written(SETPOINT)).isZero();
    }

    @Test
    void should_be_dropped_when_it_has_become_impossible_by_its_tick() throws Exception {
        CommandWrite late = bess.commands().write(new int[] {UPPER_LIMIT_1}, new double[] {89}, WriteTerm.from(5));
        bess.commands().write(new int[] {UPPER_LIMIT_2}, new double[] {86});

        advance(6);

        assertThat(late.effectiveTick()).isEqualTo(-1);
        assertThat(bess.commands().written(UPPER_LIMIT_1)).isEqualTo(85);
    }

    @Test
    void should_fall_back_when_its_term_is_over() throws Exception {
        write(5, WriteTerm.AT_ONCE);
        advance(1);
        write(9, WriteTerm.until(4));

        advance(3);
        assertThat(setpoint()).isEqualTo(9);

        advance(1);
        assertThat(setpoint()).isEqualTo(5);
        assertThat(bess.commands().written(SETPOINT)).isEqualTo(5);
    }

    @Test
    void should_fall_back_later_when_it_is_refreshed_and_to_what_was_before_the_first() throws Exception {
        write(9, WriteTerm.until(4));
        advance(3);
        write(8, WriteTerm.until(10));

        advance(7);
        assertThat(setpoint()).isEqualTo(8);

        advance(1);
        assertThat(setpoint()).isZero();
    }

    @Test
    void should_not_fall_back_when_it_is_written_for_good() throws Exception {
        write(9, WriteTerm.until(4));
        write(8, WriteTerm.AT_ONCE);

        advance(20);

        assertThat(setpoint()).isEqualTo(8);
    }

    @Test
    void should_fall_back_together_when_commands_only_make_sense_together() throws Exception {
        int[] limits = {UPPER_LIMIT_1, UPPER_LIMIT_2};
        bess.commands().write(limits, new double[] {95, 99}, WriteTerm.until(2));
        advance(1);
        assertThat(bess.commands().written(UPPER_LIMIT_1)).isEqualTo(95);

        advance(2);

        assertThat(bess.commands().written(UPPER_LIMIT_1)).isEqualTo(85);
        assertThat(bess.commands().written(UPPER_LIMIT_2)).isEqualTo(90);
    }

    @Test
    void should_survive_a_snapshot() throws Exception {
        write(9, WriteTerm.until(6));
        bess.commands().write(new int[] {START_STOP}, new double[] {1}, WriteTerm.from(4));
        advance(2);
        String snapshot = engine.snapshot();
        advance(20);
        String once = engine.snapshot();

        engine.restore(snapshot);
        advance(20);

        assertThat(engine.snapshot()).isEqualTo(once);
        assertThat(setpoint()).isZero();
        assertThat(bess.commands().written(START_STOP)).isEqualTo(1);
    }

    private CommandWrite write(double kw, WriteTerm term) throws CommandRefusedException {
        return bess.commands().write(new int[] {SETPOINT}, new double[] {kw}, term);
    }

    private void advance(long steps) {
        engine.advance(steps, () -> false);
    }

    private double setpoint() {
        return engine.frames().read(bess.frameOffset() + ON_GRID_POWER);
    }
}
