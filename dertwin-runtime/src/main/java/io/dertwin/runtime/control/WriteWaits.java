package io.dertwin.runtime.control;

import io.dertwin.runtime.engine.FrameLayout;
import io.dertwin.runtime.journal.Journal;
import io.dertwin.runtime.journal.JournalEntry;
import io.dertwin.runtime.journal.JournalQuery;
import io.dertwin.runtime.site.Site;
import java.util.ArrayList;
import java.util.List;

/**
 * All who wait for something to be written. Those who come are shown what is in the journal already, together with all who
 * came in the meantime, and a block of it at a time, between which those who have seen it are shown what is new: so an entry
 * is decoded once for all of them, and nobody waits for what others have still to see.
 */
final class WriteWaits implements JournalWatch.Watcher {

    private static final int BLOCK_ENTRIES = 1000;

    private final Site site;
    private final Journal journal;
    private final JournalWatch watch;
    private final List<WriteWait> newcomers = new ArrayList<>();
    private final WaitGroup behind = new WaitGroup();
    private final WaitGroup abreast = new WaitGroup();

    private boolean watching;
    private long seenBehind;

    WriteWaits(Site site, JournalWatch watch) {
        this.site = site;
        this.journal = site.journal();
        this.watch = watch;
    }

    synchronized void add(WriteWait wait) {
        if (!watching) {
            watch.add(this);
            watching = true;
        }
        newcomers.add(wait);
    }

    @Override
    public JournalQuery wanted() {
        return abreast.query();
    }

    @Override
    public JournalWatch.Next see(List<JournalEntry> entries, long upTo) {
        double now = site.engine().frames().read(FrameLayout.TIME);
        abreast.show(entries, now);
        if (behind.isEmpty()) {
            seenBehind = 0;
            letNewcomersBegin();
        }
        catchUp(upTo, now);
        abreast.removeIf(wait -> wait.isOver(now));
        return next();
    }

    private synchronized void letNewcomersBegin() {
        newcomers.forEach(behind::add);
        newcomers.clear();
    }

    private void catchUp(long upTo, double now) {
        behind.removeIf(WriteWait::isCalledOff);
        long from = Math.max(seenBehind, journal.oldestSequence() - 1);
        long to = Math.min(from + BLOCK_ENTRIES, upTo);
        behind.show(journal.entries(behind.query().after(from).upTo(to)), now);
        seenBehind = to;
        if (seenBehind == upTo) {
            behind.moveTo(abreast);
        }
    }

    private synchronized JournalWatch.Next next() {
        if (!behind.isEmpty() || !newcomers.isEmpty()) {
            return JournalWatch.Next.AT_ONCE;
        }
        watching = !abreast.isEmpty();
        return watching ? JournalWatch.Next.WHEN_THERE_IS_SOMETHING : JournalWatch.Next.NEVER;
    }

    @Override
    public synchronized void fail(Throwable failure) {
        watching = false;
        letNewcomersBegin();
        behind.moveTo(abreast);
        abreast.removeIf(wait -> {
            wait.fail(failure);
            return true;
        });
    }
}
