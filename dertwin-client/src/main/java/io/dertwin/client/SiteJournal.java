package io.dertwin.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the EMS said to the devices: every Modbus request with its answer, decoded by the register map. The latest 100 000
 * are kept, fewer where long requests take the memory: entries take at most 32 MB and at most a quarter of the heap.
 *
 * <pre>{@code
 * List<JournalWrite> setpoints = site.journal().writes("active_power_setpoint");
 * assertThat(setpoints).extracting(JournalWrite::value).containsExactly(-20.0, 0.0);
 * }</pre>
 */
public interface SiteJournal {

    /** The requests that match, oldest first. */
    List<JournalEntry> entries(JournalQuery query);

    /** All requests, oldest first. */
    default List<JournalEntry> entries() {
        return entries(JournalQuery.all());
    }

    /** All writes of a register that the devices took, on any device, oldest first. */
    default List<JournalWrite> writes(String register) {
        return writes(RegisterWrite.written(register));
    }

    /** The writes that match, oldest first; how many are expected is no matter. */
    default List<JournalWrite> writes(RegisterWrite matching) {
        return entries(JournalQuery.all().writes()).stream()
                .flatMap(entry -> entry.writes().stream())
                .filter(matching::matches)
                .toList();
    }

    /** Requests that touched addresses which the register map does not have: most often a mistake in a driver. */
    default List<JournalEntry> unmapped() {
        return entries().stream().filter(JournalEntry::isUnmapped).toList();
    }

    /**
     * Waits for an EMS that runs by itself to write something; what it has written already counts too, so clear the
     * journal first if that matters.
     *
     * @param limit how long to wait, by the clock on the wall
     * @return the write that completes what was expected
     * @throws VerificationError if the time is up; the message says what was written instead, nearest first
     */
    default JournalWrite await(RegisterWrite expected, Duration limit) {
        return poll(expected, limit)
                .orElseThrow(() ->
                        new Verification(this).timeIsUp(expected, ValueMatcher.text(limit.toMillis() / 1000.0) + " s"));
    }

    /**
     * Waits in the same way, but by the site's clock, which somebody must move or let follow wall time meanwhile: as long
     * as it stands still before the limit, so does the wait.
     *
     * @param limit how much simulated time may pass
     */
    default JournalWrite awaitSimulated(RegisterWrite expected, Duration limit) {
        return pollSimulated(expected, limit)
                .orElseThrow(() -> new Verification(this)
                        .timeIsUp(expected, ValueMatcher.text(limit.toMillis() / 1000.0) + " simulated s"));
    }

    /** Waits as {@link #await} does, but finds nothing rather than failing if the time is up. */
    Optional<JournalWrite> poll(RegisterWrite expected, Duration limit);

    /** Waits as {@link #awaitSimulated} does, but finds nothing rather than failing if the time is up. */
    Optional<JournalWrite> pollSimulated(RegisterWrite expected, Duration limit);

    /** Forgets everything up to now. */
    void clear();
}
