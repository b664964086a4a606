package io.dertwin.runtime.device;

import io.dertwin.runtime.environment.Environment;
import io.dertwin.runtime.state.State;
import java.util.Optional;

/**
 * A simulated device: physics, and nothing of protocols. It knows no clock but the length of a step, and is only ever
 * touched by the thread that computes the tick.
 */
public sealed interface Device permits PowerDevice, MeteringDevice {

    DeviceType type();

    /** Values in force for every command before anything has been written, in the order of the type's commands. */
    double[] initialCommands();

    /** Settles into its surroundings before the first tick. */
    void start(Environment environment);

    /** Takes note of a command, by its index in the type's list; the value is one that its point accepts. */
    void command(int command, double value);

    /** Writes the value of every point, in the order of the type's points, to {@code frame} from {@code offset} on. */
    void publish(double[] frame, int offset);

    /**
     * Puts a point to a value at once, to arrange a test.
     *
     * @return why not, if the point cannot be set or not to this value
     */
    Optional<String> arrange(String point, double value);

    /** Hands all its state to a snapshot, or takes it from one. */
    void exchange(State state);
}
