package io.dertwin.runtime.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dertwin.runtime.journal.Access;
import io.dertwin.runtime.journal.JournalCounters;
import io.dertwin.runtime.journal.JournalEntry;
import io.dertwin.runtime.journal.JournalValue;
import java.util.Locale;

/** The journal as JSON. */
final class JournalJson {

    private JournalJson() {}

    static ObjectNode describe(JournalEntry entry) {
        ObjectNode description = Json.object()
                .put("sequence", entry.sequence())
                .put("time", entry.received().time())
                .put("wall", entry.received().wall().toString());
        entry.answered()
                .ifPresent(answered -> description
                        .put("answered_time", answered.time())
                        .put("answered_wall", answered.wall().toString()));
        description
                .put("binding", entry.binding())
                .put("client", entry.client())
                .put("unit_id", entry.unitId())
                .put("device", entry.device())
                .put("function", entry.function());
        entry.read().ifPresent(access -> description.set("read", describe(access)));
        entry.write().ifPresent(access -> description.set("write", describe(access)));
        description
                .put("outcome", entry.outcome().name().toLowerCase(Locale.ROOT))
                .put("exception_code", entry.exceptionCode())
                .put("message", entry.message());
        entry.effectiveTick().ifPresent(tick -> description.put("effective_tick", tick));
        ArrayNode faults = description.putArray("faults");
        entry.faults().forEach(faults::add);
        if (!entry.frame().isEmpty()) {
            description.put("frame", entry.frame());
        }
        return description;
    }

    private static ObjectNode describe(Access access) {
        ObjectNode description = Json.object()
                .put("table", access.table().name().toLowerCase(Locale.ROOT))
                .put("address", access.address())
                .put("quantity", access.quantity());
        ArrayNode words = description.putArray("words");
        access.words().forEach(words::add);
        ArrayNode values = description.putArray("values");
        access.values().forEach(value -> values.add(describe(value)));
        description.put("unmapped", access.unmapped());
        access.nearMiss().ifPresent(nearMiss -> description.put("near_miss", nearMiss));
        return description;
    }

    private static ObjectNode describe(JournalValue value) {
        ObjectNode description = Json.object().put("register", value.register());
        value.internalName().ifPresent(name -> description.put("internal_name", name));
        description.put("address", value.address());
        if (value.value() instanceof String text) {
            description.put("value", text);
        } else {
            Json.put(description, "value", value.number().orElse(Double.NaN));
        }
        description.put("unit", value.unit());
        value.option().ifPresent(option -> description.put("option", option));
        return description;
    }

    static ObjectNode describe(JournalCounters counters) {
        return Json.object()
                .put("requests", counters.requests())
                .put("reads", counters.reads())
                .put("writes", counters.writes())
                .put("unmapped", counters.unmapped())
                .put("exceptions", counters.exceptions())
                .put("dropped", counters.dropped());
    }
}
