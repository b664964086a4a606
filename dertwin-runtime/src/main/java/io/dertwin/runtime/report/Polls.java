package io.dertwin.runtime.report;

import io.dertwin.runtime.journal.Access;
import io.dertwin.runtime.journal.JournalEntry;
import io.dertwin.runtime.journal.JournalValue;
import io.dertwin.runtime.journal.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was read how often, in slices of time. */
final class Polls {

    /** Reads of more kinds than this are counted as one kind for each device. */
    private static final int MOST_KINDS = 200;

    private final double begin;
    private final double width;
    private final int slices;
    private final Map<Kind, Poll> polls = new LinkedHashMap<>();

    /** The slices' length is a multiple of the site's step, so that a regular poll looks regular. */
    Polls(double begin, double end, double step, int mostSlices) {
        this.begin = begin;
        this.width = Math.max(step, Math.ceil((end - begin) / step / mostSlices - 1e-9) * step);
        this.slices = (int) Math.floor((end - begin) / width + 1e-9) + 1;
    }

    /** What one read has in common with the next. */
    record Kind(String device, String client, int unitId, int function, int address, int quantity, Outcome outcome) {

        boolean isAnything() {
            return quantity == 0;
        }
    }

    /** Reads of one kind. */
    static final class Poll {

        private final Kind kind;
        private final List<String> registers;
        private final String unit;
        private final String message;
        private final Map<Integer, Slice> slices = new TreeMap<>();

        Poll(Kind kind, JournalEntry entry) {
            List<JournalValue> values = kind.isAnything() ? List.of() : values(entry);
            this.kind = kind;
            this.registers =
                    values.stream().map(JournalValue::register).limit(8).toList();
            this.unit = values.isEmpty() ? "" : values.get(0).unit();
            this.message = entry.message();
        }

        private static List<JournalValue> values(JournalEntry entry) {
            return entry.read().map(Access::values).orElse(List.of());
        }

        Kind kind() {
            return kind;
        }

        List<String> registers() {
            return registers;
        }

        String unit() {
            return unit;
        }

        String message() {
            return message;
        }

        /** By their number. */
        Map<Integer, Slice> slices() {
            return slices;
        }
    }

    /**
     * Reads within a slice of time.
     *
     * @param value the first register's, as it was read last; NaN if it is no number
     */
    record Slice(long count, double value) {}

    void see(JournalEntry entry) {
        entry.read().ifPresent(access -> see(entry, access));
    }

    private void see(JournalEntry entry, Access access) {
        int slice = (int) Math.floor((entry.received().time() - begin) / width + 1e-9);
        if (slice < 0 || slice >= slices) {
            return;
        }
        Poll poll = poll(entry, access);
        double value = Poll.values(entry).stream()
                .findFirst()
                .map(one -> one.number().orElse(Double.NaN))
                .orElse(Double.NaN);
        poll.slices.merge(slice, new Slice(1, value), (before, now) -> new Slice(before.count() + 1, now.value()));
    }

    private Poll poll(JournalEntry entry, Access access) {
        Kind kind = new Kind(
                entry.device(),
                Clients.host(entry.client()),
                entry.unitId(),
                entry.function(),
                access.address(),
                access.quantity(),
                entry.outcome());
        if (!polls.containsKey(kind) && polls.size() >= MOST_KINDS) {
            kind = new Kind(entry.device(), "", entry.unitId(), 0, 0, 0, entry.outcome());
        }
        return polls.computeIfAbsent(kind, made -> new Poll(made, entry));
    }

    Collection<Poll> all() {
        return new ArrayList<>(polls.values());
    }

    double begin() {
        return begin;
    }

    double width() {
        return width;
    }
}
