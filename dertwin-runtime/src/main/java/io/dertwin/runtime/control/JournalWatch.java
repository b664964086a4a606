package io.dertwin.runtime.control;

import io.dertwin.runtime.journal.Journal;
import io.dertwin.runtime.journal.JournalEntry;
import io.dertwin.runtime.journal.JournalQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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

        /** What it wants to see of what is new. */
        JournalQuery wanted();

        /**
         * Looks at what is new. Called now and then with nothing new, to see whether time is up.
         *
         * @param upTo the number of the last entry there was when it looked
         */
        Next see(List<JournalEntry> entries, long upTo);

        /** Something is wrong, and it will not see any more. */
        void fail(Throwable failure);
    }

    /** When a watcher wants to look again. */
    enum Next {
        AT_ONCE,
        WHEN_THERE_IS_SOMETHING,
        NEVER
    }

    /** Shows to a watcher what comes from now on. */
    synchronized void add(Watcher watcher) {
        if (thread == null) {
            Thread started = new Thread(this::run, "dertwin-journal-watch");
            started.setDaemon(true);
            started.start();
            thread = started;
        }
        watches.add(new Watch(watcher, journal.lastSequence()));
    }

    /** A watcher, and how far it has seen. */
    private final class Watch {

        private final Watcher watcher;
        private long seen;

        Watch(Watcher watcher, long seen) {
            this.watcher = watcher;
            this.seen = seen;
        }

        Next look() {
            try {
                long last = journal.lastSequence();
                List<JournalEntry> entries =
                        journal.entries(watcher.wanted().after(seen).upTo(last));
                seen = last;
                return watcher.see(entries, last);
            } catch (RuntimeException | Error e) {
                watcher.fail(e);
                LOG.error("Somebody who watched the journal has failed", e);
                return Next.NEVER;
            }
        }
    }

    private void run() {
        try {
            List<Watch> wanted = wanted();
            while (!wanted.isEmpty()) {
                long last = journal.lastSequence();
                if (!look(wanted).contains(Next.AT_ONCE)) {
                    journal.awaitBeyond(last, LONGEST_LOOK_AWAY);
                }
                wanted = wanted();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            giveUp(e);
            LOG.error("The thread that watches the journal has failed; the next one to watch starts another", e);
        }
    }

    private void giveUp(Throwable failure) {
        List<Watch> all;
        synchronized (this) {
            all = List.copyOf(watches);
            watches.clear();
            thread = null;
        }
        all.forEach(watch -> watch.watcher.fail(failure));
    }

    private Set<Next> look(List<Watch> wanted) {
        Set<Next> all = EnumSet.noneOf(Next.class);
        for (Watch watch : wanted) {
            Next next = watch.look();
            all.add(next);
            if (next == Next.NEVER) {
                forget(watch);
            }
        }
        return all;
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
