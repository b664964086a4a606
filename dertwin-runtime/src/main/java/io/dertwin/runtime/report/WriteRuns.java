package io.dertwin.runtime.report;

import io.dertwin.runtime.journal.Access;
import io.dertwin.runtime.journal.JournalEntry;
import io.dertwin.runtime.journal.JournalValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** All that was written, what was only repeated taken together. Keeps the newest, and counts the rest. */
final class WriteRuns {

    private final int most;
    private final Consumer<WriteRun> ended;
    private final Map<List<Object>, WriteRun> open = new HashMap<>();
    private final Deque<WriteRun> runs = new ArrayDeque<>();
    private long leftOut;

    /**
     * @param most how many to keep
     * @param ended is told of each that is complete, also of those that are not kept
     */
    WriteRuns(int most, Consumer<WriteRun> ended) {
        this.most = most;
        this.ended = ended;
    }

    void see(JournalEntry entry) {
        entry.write().ifPresent(access -> values(access).forEach(value -> see(entry, access, value)));
    }

    private void see(JournalEntry entry, Access access, JournalValue value) {
        List<Object> key = List.of(entry.device(), entry.unitId(), access.table(), value.address());
        WriteRun run = open.get(key);
        if (run != null && run.takes(entry, value)) {
            run.add(entry);
            return;
        }
        if (run != null) {
            ended.accept(run);
        }
        WriteRun begun = new WriteRun(entry, value);
        open.put(key, begun);
        runs.addLast(begun);
        if (runs.size() > most) {
            runs.removeFirst();
            leftOut++;
        }
    }

    /** What no register stands for is shown as it was on the wire. */
    private static List<JournalValue> values(Access access) {
        if (!access.values().isEmpty()) {
            return access.values();
        }
        String words = access.words().stream().map(String::valueOf).collect(Collectors.joining(" "));
        return List.of(new JournalValue("", Optional.empty(), access.address(), words, "", Optional.empty()));
    }

    /** There are no more. */
    void end() {
        open.values().forEach(ended);
        open.clear();
    }

    List<WriteRun> list() {
        return new ArrayList<>(runs);
    }

    long leftOut() {
        return leftOut;
    }
}
