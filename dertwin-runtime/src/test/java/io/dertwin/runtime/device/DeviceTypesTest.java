package io.dertwin.runtime.device;

import static io.dertwin.runtime.testing.TestSettings.block;
import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.runtime.environment.Environment;
import io.dertwin.runtime.environment.EnvironmentSettings;
import io.dertwin.runtime.random.RandomStreams;
import io.dertwin.runtime.settings.Problems;
import io.dertwin.runtime.testing.TestSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeviceTypesTest {

    private static final RandomStreams STREAMS = new RandomStreams(0);
    private static final int MARGIN = 3;

    static List<DeviceType> types() {
        return DeviceTypes.standard().all();
    }

    @ParameterizedTest
    @MethodSource("types")
    void should_publish_a_value_for_every_point_and_touch_nothing_else(DeviceType type) {
        Device device = device(type);
        int points = type.points().size();
        double[] frame = new double[points + 2 * MARGIN];
        Arrays.fill(frame, Double.NaN);
        device.publish(frame, MARGIN);

        for (int i = 0; i < frame.length; i++) {
            boolean own = i >= MARGIN && i < MARGIN + points;
            assertThat(Double.isNaN(frame[i])).as("place %d", i - MARGIN).isEqualTo(!own);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void should_accept_the_commands_that_are_in_force_before_any_was_written(DeviceType type) {
        double[] initial = device(type).initialCommands();

        assertThat(initial).hasSameSizeAs(type.commands());
        for (int i = 0; i < initial.length; i++) {
            CommandPoint command = type.commands().get(i);
            assertThat(command.accepts().test(initial[i])).as(command.name()).isTrue();
        }
        assertThat(type.conflict(initial)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void should_give_every_point_and_command_a_name_of_its_own(DeviceType type) {
        assertThat(type.points().stream().map(Point::name)).doesNotHaveDuplicates();
        assertThat(type.commands().stream().map(CommandPoint::name)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("types")
    void should_let_exactly_the_settable_points_be_put_to_the_value_they_have(DeviceType type) {
        Device device = device(type);
        double[] frame = new double[type.points().size()];
        device.publish(frame, 0);
        for (int i = 0; i < frame.length; i++) {
            Point point = type.points().get(i);
            boolean taken = device.arrange(point.name(), frame[i]).isEmpty();
            assertThat(taken).as(point.name()).isEqualTo(point.canBeSet());
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void should_show_a_value_at_once_when_it_is_put_in_place(DeviceType type) {
        Device device = device(type);
        double[] frame = new double[type.points().size()];
        for (int i = 0; i < frame.length; i++) {
            Point point = type.points().get(i);
            if (point.canBeSet()) {
                assertThat(device.arrange(point.name(), 1)).as(point.name()).isEmpty();
                device.publish(frame, 0);
                assertThat(frame[i]).as(point.name()).isEqualTo(1);
            }
        }
    }

    private static Device device(DeviceType type) {
        Device device = type.create("one", TestSettings.of(block(), new Problems()), STREAMS);
        Environment environment = EnvironmentSettings.environment(Optional.empty(), STREAMS);
        environment.start(0);
        device.start(environment);
        return device;
    }
}
