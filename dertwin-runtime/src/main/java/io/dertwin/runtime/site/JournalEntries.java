package io.dertwin.runtime.site;

import io.dertwin.client.JournalEntry;
import io.dertwin.client.JournalQuery;
import io.dertwin.client.RegisterAccess;
import io.dertwin.client.RegisterValue;
import io.dertwin.runtime.journal.Access;
import io.dertwin.runtime.journal.JournalValue;
import io.dertwin.runtime.journal.Moment;
import java.util.Optional;

/** The journal's entries as the Java API shows them. */
public final class JournalEntries {

    private JournalEntries() {}

    /** An entry as the Java API shows it. */
    public static JournalEntry of(io.dertwin.runtime.journal.JournalEntry entry) {
        return new JournalEntry(
                entry.sequence(),
                entry.received().time(),
                entry.received().wall(),
                entry.answered().map(JournalEntries::of),
                entry.binding(),
                entry.client(),
                entry.unitId(),
                entry.device(),
                entry.function(),
                entry.read().map(JournalEntries::of),
                entry.write().map(JournalEntries::of),
                JournalEntry.Outcome.valueOf(entry.outcome().name()),
                entry.exceptionCode(),
                entry.message(),
                entry.effectiveTick(),
                entry.faults());
    }

    private static JournalEntry.Moment of(Moment moment) {
        return new JournalEntry.Moment(moment.time(), moment.wall());
    }

    private static RegisterAccess of(Access access) {
        return new RegisterAccess(
                RegisterAccess.Table.valueOf(access.table().name()),
                access.address(),
                access.quantity(),
                access.words(),
                access.values().stream().map(JournalEntries::of).toList(),
                access.unmapped(),
                access.nearMiss());
    }

    static RegisterValue of(JournalValue value) {
        return new RegisterValue(
                value.register(),
                value.internalName(),
                value.address(),
                value.number().orElse(Double.NaN),
                value.value() instanceof String text ? Optional.of(text) : Optional.empty(),
                value.unit(),
                value.option());
    }

    /** A query of the Java API as the journal takes it. */
    public static io.dertwin.runtime.journal.JournalQuery query(JournalQuery query) {
        io.dertwin.runtime.journal.JournalQuery translated =
                io.dertwin.runtime.journal.JournalQuery.all().after(query.after());
        if (query.device().isPresent()) {
            translated = translated.device(query.device().get());
        }
        if (query.function().isPresent()) {
            translated = translated.function(query.function().getAsInt());
        }
        if (query.register().isPresent()) {
            translated = translated.register(query.register().get());
        }
        if (query.since().isPresent()) {
            translated = translated.since(query.since().getAsDouble());
        }
        if (query.writesOnly()) {
            translated = translated.writes();
        }
        return query.last().isPresent() ? translated.last(query.last().getAsInt()) : translated;
    }
}
