package io.dertwin.runtime.site;

import io.dertwin.client.JournalWrite;
import io.dertwin.client.RegisterWrite;
import io.dertwin.runtime.journal.JournalEntry;
import java.util.List;
import java.util.Optional;

/** Looks for the writes that somebody expects, in one batch of journal entries after the other. */
public final class WriteSearch {

    /** Well under a tick: a time that has been added up may miss one that has been counted in ticks by its last bits. */
    private static final double TOLERANCE = 1e-6;

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

    /** Whether the simulated time has come after which a write is too late. */
    public boolean isOver(double time) {
        return time >= latest - TOLERANCE;
    }

    /** The write that completes what is expected, if it is among these. */
    public Optional<JournalWrite> in(List<JournalEntry> entries) {
        for (JournalEntry entry : entries) {
            for (JournalWrite write : JournalEntries.of(entry).writes()) {
                if (completes(write)) {
                    return Optional.of(write);
                }
            }
        }
        return Optional.empty();
    }

    /** Whether this is the write that completes what is expected. Asked once of each, in the order they came. */
    public boolean completes(JournalWrite write) {
        return write.time() <= latest + TOLERANCE && expected.matches(write) && --missing == 0;
    }

    /** The register that is expected to be written, as whoever expects it calls it. */
    public String register() {
        return expected.register();
    }
}
