package io.dertwin.runtime.journal;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Which entries of the journal are wanted.
 *
 * <pre>{@code
 * journal.entries(JournalQuery.all().device("bess-1").register("active_power_setpoint").writes().last(10));
 * }</pre>
 *
 * @param device name of the device
 * @param function function code
 * @param registers registers of which one was touched, by the map's name or the device's own; empty if any will do
 * @param access reads, writes or both
 * @param range only entries with these numbers
 * @param sinceTime only entries received at this simulated time or later
 * @param limit how many at most
 * @param newest whether the limit keeps the newest rather than the oldest
 */
public record JournalQuery(
        Optional<String> device,
        OptionalInt function,
        Set<String> registers,
        Kind access,
        Range range,
        double sinceTime,
        int limit,
        boolean newest) {

    /** What an entry did. */
    public enum Kind {
        ANY,
        READ,
        WRITE
    }

    /**
     * Numbers of entries.
     *
     * @param after only greater ones
     * @param upTo only those up to this one
     */
    public record Range(long after, long upTo) {}

    /** Every entry, oldest first. */
    public static JournalQuery all() {
        return new JournalQuery(
                Optional.empty(),
                OptionalInt.empty(),
                Set.of(),
                Kind.ANY,
                new Range(0, Long.MAX_VALUE),
                Double.NEGATIVE_INFINITY,
                Integer.MAX_VALUE,
                false);
    }

    public JournalQuery device(String id) {
        return new JournalQuery(Optional.of(id), function, registers, access, range, sinceTime, limit, newest);
    }

    public JournalQuery function(int code) {
        return new JournalQuery(device, OptionalInt.of(code), registers, access, range, sinceTime, limit, newest);
    }

    public JournalQuery register(String name) {
        return registers(Set.of(name));
    }

    /** Those that touched one of several registers; without any, all do. */
    public JournalQuery registers(Set<String> names) {
        return new JournalQuery(device, function, Set.copyOf(names), access, range, sinceTime, limit, newest);
    }

    public JournalQuery reads() {
        return new JournalQuery(device, function, registers, Kind.READ, range, sinceTime, limit, newest);
    }

    public JournalQuery writes() {
        return new JournalQuery(device, function, registers, Kind.WRITE, range, sinceTime, limit, newest);
    }

    /** Those that come after the one of this number. */
    public JournalQuery after(long sequence) {
        return within(new Range(sequence, range.upTo()));
    }

    /** The one of this number, and those before. */
    public JournalQuery upTo(long sequence) {
        return within(new Range(range.after(), sequence));
    }

    private JournalQuery within(Range numbers) {
        return new JournalQuery(device, function, registers, access, numbers, sinceTime, limit, newest);
    }

    public JournalQuery since(double simulatedSeconds) {
        return new JournalQuery(device, function, registers, access, range, simulatedSeconds, limit, newest);
    }

    /** The oldest of those that match. */
    public JournalQuery first(int most) {
        return new JournalQuery(device, function, registers, access, range, sinceTime, most, false);
    }

    /** The newest of those that match; the result is still in order, oldest first. */
    public JournalQuery last(int most) {
        return new JournalQuery(device, function, registers, access, range, sinceTime, most, true);
    }
}
