package io.dertwin.runtime.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dertwin.runtime.engine.PlantDevice;
import io.dertwin.runtime.journal.JournalCounters;
import io.dertwin.runtime.journal.JournalEntry;
import io.dertwin.runtime.journal.JournalValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/** What charts and report show, as the JSON that the web resource charts.js describes. */
final class ReportJson {

    /** Enough for 50.0123 Hz and 399.95 V, and half as long as a double. */
    private static final MathContext DIGITS = new MathContext(6);

    private ReportJson() {}

    static ObjectNode describe(ReportData data) {
        ObjectNode model = object();
        model.set("site", site(data));
        model.set("counters", counters(data.source().journal().counters()));
        ArrayNode devices = model.putArray("devices");
        for (PlantDevice device : data.devices()) {
            devices.addObject().put("id", device.id()).put("type", device.type().name());
        }
        ArrayNode panels = model.putArray("panels");
        data.panels().forEach(panel -> panels.add(describe(panel)));
        model.set("series", series(data));
        model.set("happenings", happenings(data.happenings()));
        ObjectNode journal = model.putObject("journal");
        ArrayNode writes = journal.putArray("writes");
        data.writes().list().forEach(run -> writes.add(describe(run)));
        journal.put("writes_left_out", data.writes().leftOut());
        journal.set("reads", reads(data.polls()));
        ArrayNode problems = model.putArray("problems");
        data.problems().forEach(problem -> problems.add(describe(problem)));
        return model;
    }

    private static ObjectNode site(ReportData data) {
        ReportSource source = data.source();
        ObjectNode site = object().put("name", source.name())
                .put("seed", source.seed())
                .put("step", source.engine().plant().stepSeconds())
                .put("version", source.version());
        put(site, "time", data.now());
        put(site, "begin", data.begin());
        put(site, "end", data.end());
        return site;
    }

    private static ObjectNode counters(JournalCounters counters) {
        return object().put("requests", counters.requests())
                .put("reads", counters.reads())
                .put("writes", counters.writes())
                .put("unmapped", counters.unmapped())
                .put("exceptions", counters.exceptions())
                .put("dropped", counters.dropped());
    }

    private static ObjectNode describe(Panel panel) {
        ObjectNode description =
                object().put("id", panel.id()).put("title", panel.title()).put("note", panel.note());
        panel.device().ifPresent(device -> description.put("device", device));
        ArrayNode happenings = description.putArray("happenings");
        panel.happenings().forEach(happenings::add);
        ArrayNode lines = description.putArray("series");
        for (Panel.Line line : panel.lines()) {
            lines.addObject()
                    .put("key", line.key())
                    .put("label", line.label())
                    .put("unit", line.unit())
                    .put("role", line.role())
                    .put("step", line.step());
        }
        ArrayNode strips = description.putArray("strips");
        for (Panel.Strip strip : panel.strips()) {
            ObjectNode names = strips.addObject()
                    .put("key", strip.key())
                    .put("label", strip.label())
                    .putObject("names");
            for (int code = 0; code < strip.names().size(); code++) {
                names.put(String.valueOf(code), strip.names().get(code));
            }
        }
        return description;
    }

    private static ObjectNode series(ReportData data) {
        ObjectNode series = object();
        ArrayNode time = series.putArray("time");
        for (double one : data.series().times()) {
            time.add(number(one, new MathContext(12)));
        }
        ObjectNode values = series.putObject("values");
        List<String> keys = data.keys();
        for (int i = 0; i < keys.size(); i++) {
            ArrayNode list = values.putArray(keys.get(i));
            for (double value : data.series().values()[i]) {
                list.add(number(value, DIGITS));
            }
        }
        return series;
    }

    static ArrayNode happenings(List<Happening> happenings) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Happening one : happenings) {
            ObjectNode description = list.addObject()
                    .put("id", one.id())
                    .put("scope", one.scope().name().toLowerCase(Locale.ROOT))
                    .put("kind", one.kind());
            one.device().ifPresent(device -> description.put("device", device));
            description.put("label", one.label());
            put(description, "begin", one.begin());
            put(description, "end", one.end());
        }
        return list;
    }

    private static ObjectNode describe(WriteRun run) {
        JournalEntry entry = run.first();
        JournalValue value = run.value();
        ObjectNode description = object().put("sequence", entry.sequence());
        put(description, "time", run.begin());
        if (run.count() > 1) {
            put(description, "last", run.end());
            description.put("count", run.count());
        }
        description
                .put("device", entry.device())
                .put("register", value.register())
                .put("address", value.address());
        if (value.number().isPresent()) {
            description.set(
                    "value", description.numberNode(number(value.number().getAsDouble(), DIGITS)));
        } else {
            description.put("value", String.valueOf(value.value()));
        }
        description.put("unit", value.unit());
        value.option().ifPresent(option -> description.put("option", option));
        description
                .put("client", run.last().client())
                .put("unit_id", entry.unitId())
                .put("function", entry.function())
                .put("outcome", entry.outcome().name().toLowerCase(Locale.ROOT));
        if (!entry.message().isEmpty()) {
            description.put("message", entry.message());
        }
        if (!entry.faults().isEmpty()) {
            entry.faults().forEach(description.putArray("faults")::add);
        }
        return description;
    }

    private static ObjectNode reads(Polls polls) {
        ObjectNode reads = object();
        put(reads, "begin", polls.begin());
        put(reads, "width", polls.width());
        ArrayNode list = reads.putArray("polls");
        for (Polls.Poll poll : polls.all()) {
            Polls.Kind kind = poll.kind();
            ObjectNode description = list.addObject()
                    .put("device", kind.device())
                    .put("client", kind.client())
                    .put("unit_id", kind.unitId())
                    .put("function", kind.function())
                    .put("address", kind.address())
                    .put("quantity", kind.quantity());
            poll.registers().forEach(description.putArray("registers")::add);
            description
                    .put("unit", poll.unit())
                    .put("outcome", kind.outcome().name().toLowerCase(Locale.ROOT))
                    .put("message", poll.message());
            ArrayNode buckets = description.putArray("buckets");
            ArrayNode values = description.putArray("values");
            poll.slices().forEach((index, slice) -> {
                buckets.add(index).add(slice.count());
                values.add(number(slice.value(), DIGITS));
            });
        }
        return reads;
    }

    private static ObjectNode describe(Problem problem) {
        ObjectNode description = object().put("kind", problem.kind().name().toLowerCase(Locale.ROOT))
                .put("severity", problem.kind().severity())
                .put("device", problem.device())
                .put("title", problem.title())
                .put("detail", problem.detail());
        problem.hint().ifPresent(hint -> description.put("hint", hint));
        description.put("count", problem.count());
        put(description, "first", problem.first());
        put(description, "last", problem.last());
        return description;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static void put(ObjectNode target, String name, double value) {
        if (Double.isFinite(value)) {
            target.put(name, number(value, new MathContext(12)));
        } else {
            target.putNull(name);
        }
    }

    /** As short as it gets; null is no number. */
    private static BigDecimal number(double value, MathContext digits) {
        if (!Double.isFinite(value)) {
            return null;
        }
        BigDecimal rounded = new BigDecimal(value).round(digits).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }
}
