package io.dertwin.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringJoiner;
import java.util.stream.StreamSupport;

/** The journal of a site that is reached over HTTP. */
record HttpJournal(ControlChannel channel) implements SiteJournal {

    private static final String PATH = "/api/v1/journal";
    private static final int PAGE = 5000;

    @Override
    public List<JournalEntry> entries(JournalQuery query) {
        if (query.last().isPresent() && query.last().getAsInt() <= PAGE) {
            return page(parameters(query).add("limit=" + query.last().getAsInt()));
        }
        List<JournalEntry> entries = new ArrayList<>();
        List<JournalEntry> page = pageAfter(query, query.after());
        while (!page.isEmpty()) {
            entries.addAll(page);
            page = pageAfter(query, entries.get(entries.size() - 1).sequence());
        }
        int most = query.last().orElse(Integer.MAX_VALUE);
        return List.copyOf(entries.subList(Math.max(0, entries.size() - most), entries.size()));
    }

    private List<JournalEntry> pageAfter(JournalQuery query, long sequence) {
        return page(parameters(query).add("after=" + sequence).add("limit=" + PAGE));
    }

    private List<JournalEntry> page(StringJoiner parameters) {
        JsonNode list = channel.get(PATH + "?" + parameters);
        return StreamSupport.stream(list.spliterator(), false)
                .map(HttpJournal::entry)
                .toList();
    }

    private static StringJoiner parameters(JournalQuery query) {
        StringJoiner parameters = new StringJoiner("&");
        query.device().ifPresent(id -> parameters.add("device=" + ControlChannel.encoded(id)));
        query.function().ifPresent(code -> parameters.add("function=" + code));
        query.register().ifPresent(name -> parameters.add("register=" + ControlChannel.encoded(name)));
        query.since().ifPresent(seconds -> parameters.add("since=" + seconds));
        if (query.writesOnly()) {
            parameters.add("access=write");
        }
        return parameters;
    }

    @Override
    public Optional<JournalWrite> poll(RegisterWrite expected, Duration limit) {
        return await(expected, "timeout", limit);
    }

    @Override
    public Optional<JournalWrite> pollSimulated(RegisterWrite expected, Duration limit) {
        return await(expected, "simulated", limit);
    }

    private Optional<JournalWrite> await(RegisterWrite expected, String kindOfLimit, Duration limit) {
        ObjectNode body = ControlChannel.object()
                .put("register", expected.register())
                .put("count", expected.awaited())
                .put("refused", expected.isRefused())
                .put(kindOfLimit, limit.toString());
        expected.device().ifPresent(id -> body.put("device", id));
        expected.value().ifPresent(matcher -> body.put("value", matcher.toString()));
        if (Double.isFinite(expected.since())) {
            body.put("since", expected.since());
        }
        JsonNode entry = channel.post(PATH + "/wait", body).path("entry");
        return entry.isMissingNode()
                ? Optional.empty()
                : entry(entry).writes().stream().filter(expected::matches).findFirst();
    }

    @Override
    public void clear() {
        channel.delete(PATH);
    }

    private static JournalEntry entry(JsonNode json) {
        Optional<JournalEntry.Moment> answered = json.has("answered_time")
                ? Optional.of(new JournalEntry.Moment(
                        json.path("answered_time").doubleValue(),
                        Instant.parse(json.path("answered_wall").textValue())))
                : Optional.empty();
        return new JournalEntry(
                json.path("sequence").longValue(),
                json.path("time").doubleValue(),
                Instant.parse(json.path("wall").textValue()),
                answered,
                json.path("binding").asText(),
                json.path("client").asText(),
                json.path("unit_id").intValue(),
                json.path("device").asText(),
                json.path("function").intValue(),
                Optional.of(json.path("read")).filter(JsonNode::isObject).map(HttpJournal::access),
                Optional.of(json.path("write")).filter(JsonNode::isObject).map(HttpJournal::access),
                JournalEntry.Outcome.valueOf(json.path("outcome").asText().toUpperCase(Locale.ROOT)),
                json.path("exception_code").intValue(),
                json.path("message").asText(),
                json.has("effective_tick")
                        ? OptionalLong.of(json.path("effective_tick").longValue())
                        : OptionalLong.empty(),
                texts(json.path("faults")));
    }

    private static RegisterAccess access(JsonNode json) {
        return new RegisterAccess(
                RegisterAccess.Table.valueOf(json.path("table").asText().toUpperCase(Locale.ROOT)),
                json.path("address").intValue(),
                json.path("quantity").intValue(),
                StreamSupport.stream(json.path("words").spliterator(), false)
                        .map(JsonNode::intValue)
                        .toList(),
                StreamSupport.stream(json.path("values").spliterator(), false)
                        .map(HttpJournal::value)
                        .toList(),
                json.path("unmapped").booleanValue(),
                text(json, "near_miss"));
    }

    private static RegisterValue value(JsonNode json) {
        JsonNode value = json.path("value");
        return new RegisterValue(
                json.path("register").asText(),
                text(json, "internal_name"),
                json.path("address").intValue(),
                HttpDevice.number(value),
                Optional.ofNullable(value.textValue()),
                json.path("unit").asText(),
                text(json, "option"));
    }

    private static Optional<String> text(JsonNode json, String name) {
        return Optional.ofNullable(json.path(name).textValue());
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
