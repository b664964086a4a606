package io.dertwin.runtime.journal;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * One transaction, or something received that was none.
 *
 * @param sequence its number, counted from 1 over the life of the site
 * @param received when the request was there
 * @param answered when the answer was handed to the operating system; empty if none was, or not yet
 * @param binding the listener, as the log calls it
 * @param client the peer's address, or the serial line's path
 * @param unitId whom it addressed
 * @param device the name of the device that this is; empty if there is none
 * @param function the function code; 0 of a dropped frame
 * @param read what was read, of a well-formed request that reads
 * @param write what was written or was to be written, of a well-formed request that writes
 * @param outcome what became of it
 * @param exceptionCode the code of an exception reply, otherwise 0
 * @param message why it was refused, dropped or not answered; may be empty
 * @param effectiveTick the tick that a write took effect in; empty of what goes to no device, and while it is pending
 * @param faults the faults that touched it, in order; empty if none did
 * @param frame what was received, in hexadecimal, if that was no well-formed request about registers; the first
 *     64 bytes of a dropped frame; otherwise empty
 */
public record JournalEntry(
        long sequence,
        Moment received,
        Optional<Moment> answered,
        String binding,
        String client,
        int unitId,
        String device,
        int function,
        Optional<Access> read,
        Optional<Access> write,
        Outcome outcome,
        int exceptionCode,
        String message,
        OptionalLong effectiveTick,
        List<String> faults,
        String frame) {

    /** Everything that was read, then everything that was written. */
    public List<JournalValue> values() {
        return accesses().flatMap(access -> access.values().stream()).toList();
    }

    /** Whether any access begins or ends at an address that the register map does not have. */
    public boolean unmapped() {
        return accesses().anyMatch(Access::unmapped);
    }

    /** What was probably meant, if the addresses do not fit the register map. */
    public Optional<String> nearMiss() {
        return accesses().flatMap(access -> access.nearMiss().stream()).findFirst();
    }

    private Stream<Access> accesses() {
        return Stream.concat(read.stream(), write.stream());
    }
}
