package io.dertwin.client;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Which entries of the journal are wanted.
 *
 * <pre>{@code
 * site.journal().entries(JournalQuery.all().on("bess-1").function(3).last(10));
 * }</pre>
 *
 * @param device name of the device
 * @param function function code
 * @param register a register that was touched, by the map's name or the device's own
 * @param since only requests received at this simulated time or later
 * @param after only entries with a greater number
 * @param writesOnly only requests that write
 * @param last only so many, the newest
 */
public record JournalQuery(
        Optional<String> device,
        OptionalInt function,
        Optional<String> register,
        OptionalDouble since,
        long after,
        boolean writesOnly,
        OptionalInt last) {

    /** All that the journal holds, oldest first. */
    public static JournalQuery all() {
        return new JournalQuery(
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                0,
                false,
                OptionalInt.empty());
    }

    /** Only requests to this device. */
    public JournalQuery on(String deviceId) {
        return new JournalQuery(Optional.of(deviceId), function, register, since, after, writesOnly, last);
    }

    /** Only requests of this function code. */
    public JournalQuery function(int code) {
        return new JournalQuery(device, OptionalInt.of(code), register, since, after, writesOnly, last);
    }

    /** Only requests that touch this register, by the map's name or the device's own. */
    public JournalQuery register(String name) {
        return new JournalQuery(device, function, Optional.of(name), since, after, writesOnly, last);
    }

    /** Only requests that were received at this simulated time or later. */
    public JournalQuery since(double simulatedSeconds) {
        return new JournalQuery(
                device, function, register, OptionalDouble.of(simulatedSeconds), after, writesOnly, last);
    }

    /** Only requests with a greater number. */
    public JournalQuery after(long sequence) {
        return new JournalQuery(device, function, register, since, sequence, writesOnly, last);
    }

    /** Only requests that write. */
    public JournalQuery writes() {
        return new JournalQuery(device, function, register, since, after, true, last);
    }

    /** Only so many of those that match, the latest. */
    public JournalQuery last(int most) {
        return new JournalQuery(device, function, register, since, after, writesOnly, OptionalInt.of(most));
    }
}
