package io.dertwin.runtime.site;

import io.dertwin.client.DerTwinException;
import io.dertwin.client.JournalEntry;
import io.dertwin.client.JournalQuery;
import io.dertwin.client.JournalWrite;
import io.dertwin.client.RegisterWrite;
import io.dertwin.client.SiteJournal;
import io.dertwin.runtime.engine.FrameLayout;
import io.dertwin.runtime.journal.Journal;
import io.dertwin.runtime.settings.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The journal of a site in this JVM. */
record EmbeddedJournal(Site site) implements SiteJournal {

    private static final Duration LONGEST_LOOK_AWAY = Duration.ofMillis(10);

    @Override
    public List<JournalEntry> entries(JournalQuery query) {
        return site.journal().entries(JournalEntries.query(query)).stream()
                .map(JournalEntries::of)
                .toList();
    }

    @Override
    public Optional<JournalWrite> poll(RegisterWrite expected, Duration limit) {
        long start = System.nanoTime();
        long patience = Durations.nanos(limit);
        WriteSearch search = new WriteSearch(expected, Double.POSITIVE_INFINITY);
        return search(search, () -> System.nanoTime() - start >= patience);
    }

    @Override
    public Optional<JournalWrite> pollSimulated(RegisterWrite expected, Duration limit) {
        WriteSearch search = new WriteSearch(expected, now() + limit.toMillis() / 1000.0);
        return search(search, () -> search.isOver(now()));
    }

    private double now() {
        return site.engine().frames().read(FrameLayout.TIME);
    }

    private Optional<JournalWrite> search(WriteSearch search, BooleanSupplier timeIsUp) {
        Journal journal = site.journal();
        long seen = 0;
        while (true) {
            boolean lastLook = timeIsUp.getAsBoolean();
            long last = journal.lastSequence();
            List<io.dertwin.runtime.journal.JournalEntry> entries = journal.entries(
                    io.dertwin.runtime.journal.JournalQuery.all().writes().after(seen));
            Optional<JournalWrite> found = search.in(entries);
            if (found.isPresent() || lastLook) {
                return found;
            }
            seen = entries.isEmpty()
                    ? last
                    : Math.max(last, entries.get(entries.size() - 1).sequence());
            lookAway(journal, seen);
        }
    }

    private static void lookAway(Journal journal, long seen) {
        try {
            journal.awaitBeyond(seen, LONGEST_LOOK_AWAY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DerTwinException("interrupted while waiting for the EMS", e);
        }
    }

    @Override
    public void clear() {
        site.journal().clear();
    }
}
