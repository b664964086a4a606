package io.dertwin.runtime.report;

import io.dertwin.runtime.journal.JournalEntry;
import io.dertwin.runtime.journal.JournalValue;

/** The same value written to the same register again and again, by the same client and with the same outcome. */
final class WriteRun {

    private final JournalEntry first;
    private final JournalValue value;
    private JournalEntry last;
    private long count = 1;

    WriteRun(JournalEntry first, JournalValue value) {
        this.first = first;
        this.value = value;
        this.last = first;
    }

    boolean takes(JournalEntry entry, JournalValue written) {
        return written.value().equals(value.value())
                && entry.outcome() == first.outcome()
                && entry.exceptionCode() == first.exceptionCode()
                && entry.faults().equals(first.faults())
                && Clients.host(entry.client()).equals(Clients.host(first.client()));
    }

    void add(JournalEntry entry) {
        last = entry;
        count++;
    }

    JournalEntry first() {
        return first;
    }

    JournalEntry last() {
        return last;
    }

    JournalValue value() {
        return value;
    }

    long count() {
        return count;
    }

    double begin() {
        return first.received().time();
    }

    double end() {
        return Math.max(begin(), last.received().time());
    }
}
