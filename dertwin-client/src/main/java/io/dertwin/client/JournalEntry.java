package io.dertwin.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * One Modbus request and what became of it, or something received that was no request.
 *
 * <pre>{@code
 * for (JournalEntry entry : site.journal().entries()) {
 *     assertThat(entry.outcome()).as(entry.message()).isEqualTo(JournalEntry.Outcome.OK);
 * }
 * }</pre>
 *
 * @param sequence its number, counted from 1 over the life of the site
 * @param time simulated seconds when the request was received
 * @param wallTime the time on the wall when it was received
 * @param answered when the answer was handed to the operating system; empty if none was, or not yet
 * @param binding the listener
 * @param client the peer's address, or the serial line's path
 * @param unitId whom it addressed
 * @param device the name of the device that this is; empty if there is none
 * @param function the function code; 0 of something that was no request
 * @param read what was read
 * @param write what was written, or was to be written
 * @param outcome what became of it
 * @param exceptionCode the code of an exception reply, otherwise 0
 * @param message why it was refused, dropped or not answered; may be empty
 * @param effectiveTick the tick that a write took effect in; empty while it is pending
 * @param faults the faults that touched it
 */
public record JournalEntry(
        long sequence,
        double time,
        Instant wallTime,
        Optional<Moment> answered,
        String binding,
        String client,
        int unitId,
        String device,
        int function,
        Optional<RegisterAccess> read,
        Optional<RegisterAccess> write,
        Outcome outcome,
        int exceptionCode,
        String message,
        OptionalLong effectiveTick,
        List<String> faults) {

    /**
     * When something happened.
     *
     * @param time simulated seconds
     * @param wallTime the time on the wall
     */
    public record Moment(double time, Instant wallTime) {}

    /** What became of a request. */
    public enum Outcome {
        /** Carried out and answered. */
        OK,
        /** Answered with a Modbus exception; nothing has changed. */
        EXCEPTION,
        /** Nobody was to answer: a broadcast, or no such unit on a line. */
        UNANSWERED,
        /** A fault kept the answer back. */
        SUPPRESSED,
        /** Not a request at all: a bad CRC, a malformed header. */
        DROPPED
    }

    /** Each register that was written, or was to be. */
    public List<JournalWrite> writes() {
        return write.stream()
                .flatMap(access -> access.values().stream())
                .map(value -> new JournalWrite(this, value))
                .toList();
    }

    /** Whether it touched an address that the register map does not have. */
    public boolean isUnmapped() {
        return Stream.concat(read.stream(), write.stream()).anyMatch(RegisterAccess::unmapped);
    }
}
