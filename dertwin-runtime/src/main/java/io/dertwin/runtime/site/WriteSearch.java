package io.dertwin.runtime.site;

import io.dertwin.client.JournalWrite;
import io.dertwin.client.RegisterWrite;
import io.dertwin.runtime.journal.JournalEntry;
import java.util.List;
import java.util.Optional;

/** Looks for the writes that somebody expects, in one batch of journal entries after the other. */
public final class WriteSearch {

    private final RegisterWrite expected;
    private final double latest;

    private int missing;

    /**
     * @param latest simulated time after which a write comes too late
     * @throws IllegalArgumentException if it is expected not to come
     */
    public WriteSearch(RegisterWrite expected, double latest) {
        if (expected.awaited() < 1) {
            throw new IllegalArgumentException(
                    "one cannot wait for something not to happen: let time pass, then verify");
        }
        this.expected = expected;
        this.latest = latest;
        this.missing = expected.awaited();
    }

    /** Simulated time after which a write comes too late. */
    public double latest() {
        return latest;
    }

    /** The write that completes what is expected, if it is among these. */
    public Optional<JournalWrite> in(List<JournalEntry> entries) {
        for (JournalEntry entry : entries) {
            if (entry.write().isEmpty() || entry.received().time() > latest) {
                continue;
            }
            for (JournalWrite write : JournalEntries.of(entry).writes()) {
                if (expected.matches(write) && --missing == 0) {
                    return Optional.of(write);
                }
            }
        }
        return Optional.empty();
    }
}
