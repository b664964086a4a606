package io.dertwin.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Compares what was expected of the EMS with what the journal holds, and says so readably. */
final class Verification {

    private final SiteJournal journal;

    Verification(SiteJournal journal) {
        this.journal = journal;
    }

    void verify(RegisterWrite expected) {
        List<JournalEntry> entries = entries();
        List<JournalWrite> found = matching(expected, entries);
        if (!expected.count().includes(found.size())) {
            throw new VerificationError("Expected " + expected + ", " + butFound(expected, found, entries));
        }
    }

    void verifyInOrder(List<RegisterWrite> expected) {
        List<JournalEntry> entries = entries();
        List<JournalWrite> writes =
                entries.stream().flatMap(entry -> entry.writes().stream()).toList();
        List<JournalWrite> found = new ArrayList<>();
        int next = 0;
        for (RegisterWrite one : expected) {
            while (next < writes.size() && !one.matches(writes.get(next))) {
                next++;
            }
            if (next == writes.size()) {
                throw new VerificationError(outOfOrder(expected, found, entries));
            }
            found.add(writes.get(next++));
        }
    }

    /** What to say when the time for something is up. */
    VerificationError timeIsUp(RegisterWrite expected, String waited) {
        List<JournalEntry> entries = entries();
        return new VerificationError("Waited " + waited + " for " + expected + ", "
                + butFound(expected, matching(expected, entries), entries));
    }

    private List<JournalEntry> entries() {
        return journal.entries(JournalQuery.all().writes());
    }

    static List<JournalWrite> matching(RegisterWrite expected, List<JournalEntry> entries) {
        return entries.stream()
                .flatMap(entry -> entry.writes().stream())
                .filter(expected::matches)
                .toList();
    }

    private String butFound(RegisterWrite expected, List<JournalWrite> found, List<JournalEntry> entries) {
        if (found.isEmpty()) {
            return "but found none.\n\n" + instead(expected, entries);
        }
        String all = Lines.of(
                found.stream().map(write -> Line.of(expected, write, "")).toList());
        if (found.size() > expected.count().most()) {
            return "but found " + found.size() + ":\n" + all;
        }
        return "but found only " + found.size() + ":\n" + all + "\n\n" + instead(expected, entries);
    }

    private String instead(RegisterWrite expected, List<JournalEntry> entries) {
        List<NearMiss> misses = entries.stream()
                .flatMap(entry -> NearMiss.of(expected, entry).stream())
                .sorted(NearMiss.NEAREST_FIRST)
                .toList();
        if (misses.isEmpty() && !entries.isEmpty()) {
            return "The journal holds no other write.";
        }
        if (misses.isEmpty()) {
            return journal.entries(JournalQuery.all().last(1)).isEmpty()
                    ? "The journal is empty: no Modbus request has reached the site. Is the EMS connected to its port?"
                    : "The journal holds requests, but none of them writes.";
        }
        return "Nearest first, of the other writes in the journal:\n"
                + Lines.of(misses.stream().map(NearMiss::line).toList());
    }

    private String outOfOrder(List<RegisterWrite> expected, List<JournalWrite> found, List<JournalEntry> entries) {
        RegisterWrite missing = expected.get(found.size());
        List<Line> steps = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            String state = i < found.size()
                    ? "#" + found.get(i).entry().sequence() + " at t="
                            + ValueMatcher.text(found.get(i).time()) + " s"
                    : i == found.size() ? "missing" : "not looked for";
            steps.add(new Line(List.of((i + 1) + ".", expected.get(i).description(), state)));
        }
        String after = found.isEmpty()
                ? ""
                : " after #" + found.get(found.size() - 1).entry().sequence();
        return "Expected these writes in this order, but found no " + missing.description() + after + ":\n"
                + Lines.of(steps) + "\n\n" + instead(missing, entries);
    }

    /** A write, or an attempt at one, that was not what was expected, and how far it was from that. */
    private record NearMiss(long sequence, int distance, double valueDistance, Line line) {

        private static final int OTHER_VALUE = 1;
        private static final int OTHER_DEVICE = 4;
        private static final int OTHER_REGISTER = 16;
        private static final int NO_REGISTER = 12;

        static final Comparator<NearMiss> NEAREST_FIRST = Comparator.comparingInt(NearMiss::distance)
                .thenComparingDouble(NearMiss::valueDistance)
                .thenComparing(Comparator.comparingLong(NearMiss::sequence).reversed());

        static List<NearMiss> of(RegisterWrite expected, JournalEntry entry) {
            List<NearMiss> misses = new ArrayList<>();
            for (JournalWrite write : entry.writes()) {
                if (!expected.matches(write)) {
                    misses.add(of(expected, write));
                }
            }
            if (entry.write().filter(RegisterAccess::unmapped).isPresent()) {
                misses.add(unmapped(expected, entry));
            }
            return misses;
        }

        private static NearMiss of(RegisterWrite expected, JournalWrite write) {
            boolean sameRegister = write.registerValue().isCalled(expected.register());
            int distance = (sameRegister ? 0 : OTHER_REGISTER) + device(expected, write.entry());
            double valueDistance = 0;
            if (sameRegister
                    && expected.value()
                            .filter(value -> !value.matches(write.value()))
                            .isPresent()) {
                distance += OTHER_VALUE;
                valueDistance = expected.value().get().distance(write.value());
            }
            List<String> differences = sameRegister ? expected.differences(write) : List.of("another register");
            return new NearMiss(
                    write.entry().sequence(),
                    distance,
                    valueDistance,
                    Line.of(expected, write, String.join(", ", differences)));
        }

        private static NearMiss unmapped(RegisterWrite expected, JournalEntry entry) {
            RegisterAccess access = entry.write().orElseThrow();
            String what = entry.device() + ": address " + access.address() + " = "
                    + access.words().stream().map(String::valueOf).collect(Collectors.joining(" "));
            return new NearMiss(
                    entry.sequence(),
                    NO_REGISTER + device(expected, entry),
                    0,
                    Line.of(entry, what, access.nearMiss().orElse("no register is there")));
        }

        private static int device(RegisterWrite expected, JournalEntry entry) {
            return expected.device().filter(id -> !id.equals(entry.device())).isPresent() ? OTHER_DEVICE : 0;
        }
    }

    /** A line of a table. */
    private record Line(List<String> cells) {

        /** The register goes by the name that was asked for, if it has several. */
        static Line of(RegisterWrite expected, JournalWrite write, String remark) {
            RegisterValue value = write.registerValue();
            String name = value.isCalled(expected.register()) ? expected.register() : value.register();
            String what = write.device() + "." + name + " = "
                    + value.text().map(text -> "\"" + text + "\"").orElseGet(() -> ValueMatcher.text(value.value()))
                    + (value.unit().isEmpty() ? "" : " " + value.unit())
                    + value.option().map(option -> " (" + option + ")").orElse("");
            return of(write.entry(), what, remark);
        }

        static Line of(JournalEntry entry, String what, String remark) {
            return new Line(
                    List.of("#" + entry.sequence(), "t=" + ValueMatcher.text(entry.time()) + " s", what, remark));
        }
    }

    /** Lines as a table with aligned columns, not too many of them. */
    private static final class Lines {

        private static final int MOST = 8;

        static String of(List<Line> lines) {
            List<Line> shown = lines.subList(0, Math.min(MOST, lines.size()));
            int[] widths = IntStream.range(0, shown.get(0).cells().size())
                    .map(column -> shown.stream()
                            .mapToInt(line -> line.cells().get(column).length())
                            .max()
                            .orElse(0))
                    .toArray();
            String table = shown.stream().map(line -> padded(line, widths)).collect(Collectors.joining("\n"));
            return lines.size() <= MOST ? table : table + "\n  … and " + (lines.size() - MOST) + " more";
        }

        private static String padded(Line line, int[] widths) {
            return IntStream.range(0, widths.length)
                    .mapToObj(column -> line.cells().get(column)
                            + " "
                                    .repeat(widths[column]
                                            - line.cells().get(column).length()))
                    .collect(Collectors.joining("  ", "  ", ""))
                    .stripTrailing();
        }
    }
}
