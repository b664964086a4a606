package io.dertwin.runtime.control;

import io.dertwin.client.JournalWrite;
import io.dertwin.client.RegisterValue;
import io.dertwin.runtime.journal.JournalEntry;
import io.dertwin.runtime.journal.JournalQuery;
import io.dertwin.runtime.site.JournalEntries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Those who have seen the same part of the journal, by what they wait for: each sees only what may concern it. */
final class WaitGroup {

    private final Map<String, List<WriteWait>> byRegister = new HashMap<>();

    void add(WriteWait wait) {
        byRegister
                .computeIfAbsent(wait.register(), register -> new ArrayList<>())
                .add(wait);
    }

    boolean isEmpty() {
        return byRegister.isEmpty();
    }

    /** All that may concern one of them. */
    JournalQuery query() {
        JournalQuery writes = JournalQuery.all().writes().registers(byRegister.keySet());
        return isEmpty() ? writes.first(0) : writes;
    }

    /** Those whom it makes happy leave. */
    void show(List<JournalEntry> entries, double now) {
        for (JournalEntry entry : entries) {
            for (JournalWrite write : JournalEntries.of(entry).writes()) {
                RegisterValue value = write.registerValue();
                show(value.register(), write, entry, now);
                value.internalName()
                        .filter(name -> !name.equals(value.register()))
                        .ifPresent(name -> show(name, write, entry, now));
            }
        }
    }

    private void show(String name, JournalWrite write, JournalEntry entry, double now) {
        byRegister.computeIfPresent(name, (register, waits) -> without(waits, wait -> wait.isMetBy(write, entry, now)));
    }

    void removeIf(Predicate<WriteWait> isOver) {
        byRegister.values().removeIf(waits -> without(waits, isOver) == null);
    }

    /** What a map keeps of them; {@code null} for nothing. */
    private static List<WriteWait> without(List<WriteWait> waits, Predicate<WriteWait> isOver) {
        waits.removeIf(isOver);
        return waits.isEmpty() ? null : waits;
    }

    /** Has all of them join another group. */
    void moveTo(WaitGroup other) {
        byRegister.values().forEach(waits -> waits.forEach(other::add));
        byRegister.clear();
    }
}
