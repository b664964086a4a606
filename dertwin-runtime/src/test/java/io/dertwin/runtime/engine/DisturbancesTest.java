package io.dertwin.runtime.engine;

import static io.dertwin.runtime.engine.BessPlant.FAULT_CODE;
import static io.dertwin.runtime.engine.BessPlant.PERMITTED_PERCENT;
import static io.dertwin.runtime.engine.BessPlant.POWER;
import static io.dertwin.runtime.engine.BessPlant.SETPOINT;
import static io.dertwin.runtime.engine.BessPlant.START_STOP;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DisturbancesTest {

    private static final int FAULT_RESET = 8;

    private final Engine engine = BessPlant.engine();
    private final PlantDevice bess = engine.plant().devices().get(0);

    @Test
    void should_hold_a_point_for_its_time_and_then_let_go() throws Exception {
        bess.commands().write(new int[] {START_STOP, SETPOINT}, new double[] {1, 20});
        advance(10);
        assertThat(point(POWER)).isEqualTo(20);

        disturb(derate("d", 25, 1, 3));
        assertThat(point(PERMITTED_PERCENT)).isEqualTo(25);
        advance(20);
        assertThat(point(POWER)).isEqualTo(5);

        advance(1);
        assertThat(point(PERMITTED_PERCENT)).isEqualTo(100);
        assertThat(point(POWER)).isGreaterThan(5);
    }

    @Test
    void should_wait_for_its_beginning() {
        disturb(derate("d", 25, 2, 3));

        advance(20);
        assertThat(point(PERMITTED_PERCENT)).isEqualTo(100);
        advance(1);
        assertThat(point(PERMITTED_PERCENT)).isEqualTo(25);
    }

    @Test
    void should_let_the_lowest_count_when_there_are_several() {
        disturb(derate("a", 50, 0, 2));
        disturb(derate("b", 80, 0, Double.POSITIVE_INFINITY));

        advance(1);
        assertThat(point(PERMITTED_PERCENT)).isEqualTo(50);

        advance(20);
        assertThat(point(PERMITTED_PERCENT)).isEqualTo(80);

        engine.between(plant -> {
            plant.undisturb("b");
            return null;
        });
        assertThat(point(PERMITTED_PERCENT)).isEqualTo(100);
    }

    @Test
    void should_bring_a_fault_back_while_its_cause_lasts() throws Exception {
        disturb(new Disturbance("t", "bess-1", "fault_code", 77, 0, 1, Double.NaN));
        advance(1);
        bess.commands().write(new int[] {FAULT_RESET}, new double[] {1});
        advance(2);
        assertThat(point(FAULT_CODE)).isEqualTo(77);

        advance(10);
        assertThat(point(FAULT_CODE)).isEqualTo(77);
        bess.commands().write(new int[] {FAULT_RESET}, new double[] {1});
        advance(1);
        assertThat(point(FAULT_CODE)).isZero();
    }

    @Test
    void should_say_why_when_the_device_does_not_take_it() {
        Optional<String> refusal = engine.between(plant -> plant.disturb(derate("d", 400, 0, 1)));

        assertThat(refusal).hasValue("permitted_power_percent must be from 0 to 100, but is 400");
        advance(1);
        assertThat(point(PERMITTED_PERCENT)).isEqualTo(100);
    }

    @Test
    void should_survive_a_snapshot() {
        disturb(derate("d", 25, 1, 3));
        disturb(derate("e", 60, 2, Double.POSITIVE_INFINITY));
        advance(15);
        String snapshot = engine.snapshot();
        advance(30);
        String once = engine.snapshot();

        engine.restore(snapshot);
        advance(30);

        assertThat(engine.snapshot()).isEqualTo(once);
    }

    @Test
    void should_do_what_is_on_the_agenda_when_its_time_has_come() {
        List<Double> times = new ArrayList<>();
        Runnable note = () -> times.add(engine.frames().read(FrameLayout.TIME));
        engine.at("a", 0.5, note);
        engine.at("b", 0.3, note);
        engine.at("c", 0, note);
        engine.at("d", 0.25, note);

        assertThat(times).containsExactly(0.0);
        advance(10);

        assertThat(times).containsExactly(0.0, 0.30000000000000004, 0.30000000000000004, 0.5);
    }

    @Test
    void should_do_once_a_tick_what_never_wants_to_be_done() {
        List<Double> times = new ArrayList<>();
        engine.at(this, 0, new Runnable() {
            @Override
            public void run() {
                times.add(engine.frames().read(FrameLayout.TIME));
                engine.at(DisturbancesTest.this, Double.NEGATIVE_INFINITY, this);
            }
        });
        advance(3);

        assertThat(times).containsExactly(0.0, 0.1, 0.2, 0.1 * 3);
    }

    @Test
    void should_not_do_what_is_not_wanted_any_more() {
        List<String> done = new ArrayList<>();
        engine.at("a", 0.1, () -> {
            done.add("a");
            engine.cancel("b");
        });
        engine.at("b", 0.1, () -> done.add("b"));
        engine.at("c", 0.1, () -> done.add("c"));
        engine.at("d", 0.2, () -> done.add("d"));
        engine.at("d", 0.3, () -> done.add("d instead"));
        engine.cancel("c");
        engine.cancel("nobody");
        advance(10);

        assertThat(done).containsExactly("a", "d instead");
    }

    private void disturb(Disturbance disturbance) {
        Optional<String> refusal = engine.between(plant -> plant.disturb(disturbance));
        assertThat(refusal).isEmpty();
    }

    private static Disturbance derate(String name, double percent, double start, double end) {
        return new Disturbance(name, "bess-1", "permitted_power_percent", percent, start, end, 100);
    }

    private void advance(long steps) {
        engine.advance(steps, () -> false);
    }

    private double point(int index) {
        return engine.frames().read(bess.frameOffset() + index);
    }
}
