package io.dertwin.runtime.control;

import io.dertwin.runtime.journal.Journal;
import io.dertwin.runtime.journal.JournalEntry;
import io.dertwin.runtime.journal.JournalQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows new journal entries to those who wait for them, as they come: one thread for all of them, which is there only
 * while somebody waits.
 */
final class JournalWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JournalWatch.class);
    private static final Duration LONGEST_LOOK_AWAY = Duration.ofMillis(20);

    private final Journal journal;
    private final List<Watch> watches = new ArrayList<>();

    private Thread thread;

    JournalWatch(Journal journal) {
        this.journal = journal;
    }

    /** Somebody who waits. Called by one thread, and not for long. */
    interface Watcher {

        /**
         * Looks at what is new. Called now and then with nothing new, to see whether time is up.
         *
         * @return whether it has seen enough
         */
        boolean see(List<JournalEntry> entries);
    }

    /**
     * Shows to a watcher what comes.
     *
     * @param after the number of the last entry that it does not want to see; 0 shows it everything that is there
     */
    synchronized void add(Watcher watcher, long after) {
        watches.add(new Watch(watcher, after));
        if (thread == null) {
            thread = new Thread(this::run, "dertwin-journal-watch");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** A watcher, and how far it has seen. */
    private final class Watch {

        private final Watcher watcher;
        private long seen;

        Watch(Watcher watcher, long seen) {
            this.watcher = watcher;
            this.seen = seen;
        }

        /** Whether it has seen enough, or cannot see. */
        boolean look() {
            long last = journal.lastSequence();
            List<JournalEntry> entries = journal.entries(JournalQuery.all().after(seen));
            seen = Math.max(
                    last,
                    entries.isEmpty() ? seen : entries.get(entries.size() - 1).sequence());
            try {
                return watcher.see(entries);
            } catch (RuntimeException e) {
                LOG.error("Somebody who watched the journal has failed", e);
                return true;
            }
        }
    }

    private void run() {
        try {
            List<Watch> wanted = wanted();
            while (!wanted.isEmpty()) {
                long last = journal.lastSequence();
                wanted.stream().filter(Watch::look).forEach(this::forget);
                journal.awaitBeyond(last, LONGEST_LOOK_AWAY);
                wanted = wanted();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void forget(Watch watch) {
        watches.remove(watch);
    }

    /** Without anybody who waits the thread ends, and the next one to come starts another. */
    private synchronized List<Watch> wanted() {
        if (watches.isEmpty()) {
            thread = null;
        }
        return List.copyOf(watches);
    }

    @Override
    public synchronized void close() {
        watches.clear();
        if (thread != null) {
            thread.interrupt();
        }
    }
}
