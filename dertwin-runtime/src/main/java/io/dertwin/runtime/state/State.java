package io.dertwin.runtime.state;

/**
 * Where a model keeps its state for a snapshot. One method serves both ways: while a snapshot is taken the given value is
 * recorded and returned as it is; while one is restored the recorded value comes back.
 *
 * <pre>{@code
 * void exchange(State state) {
 *     storedKwh = state.number("stored_kwh", storedKwh);
 *     faultCode = (int) state.integer("fault_code", faultCode);
 * }
 * }</pre>
 */
public interface State {

    double number(String name, double current);

    long integer(String name, long current);

    boolean flag(String name, boolean current);

    String text(String name, String current);

    /** Exchanges the elements in place: the recorded ones are as many. */
    double[] numbers(String name, double[] current);

    /** Numbers of which there may have been more or fewer than there are now. */
    double[] numbersOfAnyCount(String name, double[] current);

    /**
     * Refuses what is given back under a name if it cannot be.
     *
     * @param demand what the value must be, such as {@code "0 or more"}
     */
    void require(String name, boolean possible, String demand);

    /** The state of a part. */
    State section(String name);

    /** Whether the state is being taken; otherwise it is being given back. */
    boolean isRecording();
}
