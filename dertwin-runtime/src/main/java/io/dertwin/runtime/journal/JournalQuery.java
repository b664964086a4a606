package io.dertwin.runtime.journal;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which entries of the journal are wanted.
 *
 * <pre>{@code
 * journal.entries(JournalQuery.all().device("bess-1").register("active_power_setpoint").writes().last(10));
 * }</pre>
 *
 * @param device name of the device
 * @param function function code
 * @param register a register that was touched, by the map's name or the device's own
 * @param access reads, writes or both
 * @param afterSequence only entries with a greater number
 * @param sinceTime only entries received at this simulated time or later
 * @param limit how many at most
 * @param newest whether the limit keeps the newest rather than the oldest
 */
public record JournalQuery(
        Optional<String> device,
        OptionalInt function,
        Optional<String> register,
        Kind access,
        long afterSequence,
        double sinceTime,
        int limit,
        boolean newest) {

    /** What an entry did. */
    public enum Kind {
        ANY,
        READ,
        WRITE
    }

    /** Every entry, oldest first. */
    public static JournalQuery all() {
        return new JournalQuery(
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Kind.ANY,
                0,
                Double.NEGATIVE_INFINITY,
                Integer.MAX_VALUE,
                false);
    }

    public JournalQuery device(String id) {
        return new JournalQuery(Optional.of(id), function, register, access, afterSequence, sinceTime, limit, newest);
    }

    public JournalQuery function(int code) {
        return new JournalQuery(
                device, OptionalInt.of(code), register, access, afterSequence, sinceTime, limit, newest);
    }

    public JournalQuery register(String name) {
        return new JournalQuery(device, function, Optional.of(name), access, afterSequence, sinceTime, limit, newest);
    }

    public JournalQuery reads() {
        return new JournalQuery(device, function, register, Kind.READ, afterSequence, sinceTime, limit, newest);
    }

    public JournalQuery writes() {
        return new JournalQuery(device, function, register, Kind.WRITE, afterSequence, sinceTime, limit, newest);
    }

    public JournalQuery after(long sequence) {
        return new JournalQuery(device, function, register, access, sequence, sinceTime, limit, newest);
    }

    public JournalQuery since(double simulatedSeconds) {
        return new JournalQuery(device, function, register, access, afterSequence, simulatedSeconds, limit, newest);
    }

    /** The oldest of those that match. */
    public JournalQuery first(int most) {
        return new JournalQuery(device, function, register, access, afterSequence, sinceTime, most, false);
    }

    /** The newest of those that match; the result is still in order, oldest first. */
    public JournalQuery last(int most) {
        return new JournalQuery(device, function, register, access, afterSequence, sinceTime, most, true);
    }
}
