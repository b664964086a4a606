package io.dertwin.runtime.report;

import io.dertwin.runtime.journal.Access;
import io.dertwin.runtime.journal.JournalEntry;
import io.dertwin.runtime.journal.JournalValue;
import io.dertwin.runtime.journal.Outcome;
import io.dertwin.runtime.report.Problem.Kind;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds what an EMS did wrong, or what was done to it; the same again is counted. */
final class Problems {

    /** As many of one sort are told apart; an EMS that scans all addresses is one problem and not 65 536. */
    private static final int MOST_OF_A_KIND = 50;

    private static final int FEWEST_REPETITIONS = 10;
    private static final int REPEATED_WITHIN_TICKS = 5;

    private final double stepSeconds;
    private final double now;
    private final Map<String, Limits> limits;
    private final Map<List<Object>, Problem> found = new LinkedHashMap<>();

    /**
     * @param now simulated seconds: what was written in the last tick cannot have had an effect yet
     * @param limits of the devices' commands, by {@code device.command}
     */
    Problems(double stepSeconds, double now, Map<String, Limits> limits) {
        this.stepSeconds = stepSeconds;
        this.now = now;
        this.limits = limits;
    }

    void see(JournalEntry entry) {
        if (entry.outcome() == Outcome.DROPPED) {
            add(Kind.DROPPED, entry, "A frame that is no request", entry.message(), Optional.empty());
        } else if (entry.outcome() == Outcome.UNANSWERED && !entry.message().startsWith("broadcast")) {
            add(Kind.UNANSWERED, entry, "A request that nobody answers", entry.message(), Optional.empty());
        } else if (!entry.faults().isEmpty() && entry.outcome() != Outcome.OK) {
            String title =
                    entry.outcome() == Outcome.EXCEPTION ? "Exception by a fault" : "Answer kept back by a fault";
            add(Kind.INJECTED, entry, title, String.join(", ", entry.faults()), Optional.empty());
        } else {
            seeAccess(entry);
        }
    }

    private void seeAccess(JournalEntry entry) {
        Optional<Access> unfit =
                entry.read().filter(Problems::isUnfit).or(() -> entry.write().filter(Problems::isUnfit));
        if (unfit.isPresent()) {
            boolean reads = entry.read().equals(unfit);
            Kind kind = unfit.get().unmapped() ? Kind.UNMAPPED : Kind.MISMATCH;
            String title = (reads ? "Read of " : "Write of ")
                    + addresses(unfit.get())
                    + (kind == Kind.UNMAPPED
                            ? ", which the register map does not have"
                            : " does not fit its registers");
            add(kind, entry, title, answer(entry), unfit.get().nearMiss());
        } else if (entry.outcome() == Outcome.EXCEPTION) {
            Kind kind = entry.write().isPresent() ? Kind.REFUSED : Kind.EXCEPTION;
            add(kind, entry, subject(entry) + " is refused", answer(entry), Optional.empty());
        } else if (entry.write().isPresent()) {
            seeEffect(entry);
        }
    }

    private static boolean isUnfit(Access access) {
        return access.unmapped() || access.nearMiss().isPresent();
    }

    private void seeEffect(JournalEntry entry) {
        boolean tookTooLong =
                entry.effectiveTick().isEmpty() && entry.received().time() < now - stepSeconds / 2;
        for (JournalValue value : entry.write().orElseThrow().values()) {
            Limits limit = value.internalName()
                    .map(command -> limits.get(entry.device() + "." + command))
                    .orElse(null);
            if (limit == null) {
                continue;
            }
            if (tookTooLong) {
                String why = entry.faults().isEmpty() ? "" : "by the fault " + String.join(", ", entry.faults());
                add(
                        Kind.IGNORED,
                        entry,
                        value.register() + " was written, but has had no effect",
                        why,
                        Optional.empty());
            } else if (value.number().isPresent() && !limit.holds(value.number().getAsDouble())) {
                add(
                        Kind.CLAMPED,
                        entry,
                        value.register() + " = " + in(value) + " is more than the device can do",
                        "it gives " + limit.inWords(value.unit()),
                        Optional.empty());
            }
        }
    }

    void see(WriteRun run) {
        double seconds = run.end() - run.begin();
        double apart = seconds / Math.max(1, run.count() - 1);
        if (run.count() >= FEWEST_REPETITIONS
                && run.first().outcome() == Outcome.OK
                && !run.value().register().isEmpty()
                && apart <= REPEATED_WITHIN_TICKS * stepSeconds + 1e-9) {
            String detail = run.count() + " times " + in(run.value()) + " in a row, every "
                    + Descriptions.plain(apart / stepSeconds) + " ticks on average; no device here needs that";
            merge(
                    new Problem(
                            Kind.REPEATED,
                            run.first().device(),
                            run.value().register() + " is written again and again without a change",
                            detail,
                            Optional.empty(),
                            run.count(),
                            run.begin(),
                            run.end()),
                    run.value().register());
        }
    }

    void see(Happening happening) {
        if (happening.scope() == Happening.Scope.LAPSE) {
            merge(
                    new Problem(
                            Kind.LAPSE,
                            happening.device().orElse(""),
                            happening.label(),
                            "nobody wrote it again in time",
                            Optional.empty(),
                            1,
                            happening.begin(),
                            happening.begin()),
                    happening.label());
        }
    }

    private void add(Kind kind, JournalEntry entry, String title, String detail, Optional<String> hint) {
        double time = entry.received().time();
        String by = "by " + Clients.host(entry.client());
        Problem problem = new Problem(
                kind, entry.device(), title, detail.isEmpty() ? by : detail + "; " + by, hint, 1, time, time);
        merge(problem, title);
    }

    private void merge(Problem problem, String what) {
        long ofKind = found.values().stream()
                .filter(one -> one.kind() == problem.kind())
                .count();
        List<Object> key = List.of(problem.kind(), problem.device(), what);
        if (!found.containsKey(key) && ofKind >= MOST_OF_A_KIND) {
            key = List.of(problem.kind());
            Problem rest = new Problem(
                    problem.kind(),
                    "",
                    "More of the same kind",
                    "",
                    Optional.empty(),
                    problem.count(),
                    problem.first(),
                    problem.last());
            found.merge(key, rest, Problems::together);
            return;
        }
        found.merge(key, problem, Problems::together);
    }

    private static Problem together(Problem one, Problem other) {
        return new Problem(
                one.kind(),
                one.device(),
                one.title(),
                other.detail(),
                one.hint(),
                one.count() + other.count(),
                Math.min(one.first(), other.first()),
                Math.max(one.last(), other.last()));
    }

    /** The gravest first, and the earliest of those. */
    List<Problem> list() {
        return found.values().stream()
                .sorted(Comparator.comparing(Problem::kind).thenComparingDouble(Problem::first))
                .toList();
    }

    private static String subject(JournalEntry entry) {
        String verb = entry.write().isPresent() ? "Write" : "Read";
        Optional<JournalValue> value =
                entry.write().flatMap(access -> access.values().stream().findFirst());
        if (value.isPresent()) {
            return verb + " of " + value.get().register() + " = " + in(value.get());
        }
        return entry.write()
                .or(entry::read)
                .map(access -> verb + " of " + addresses(access))
                .orElse("Function " + code(entry.function()));
    }

    private static String answer(JournalEntry entry) {
        if (entry.outcome() != Outcome.EXCEPTION) {
            return entry.read().isPresent()
                    ? "answered with what is there"
                    : "answered, without an effect on the device";
        }
        return "exception " + code(entry.exceptionCode()) + (entry.message().isEmpty() ? "" : ": " + entry.message());
    }

    private static String addresses(Access access) {
        String table = access.table().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return access.quantity() == 1
                ? table + " " + access.address()
                : table + "s " + access.address() + " to " + (access.address() + access.quantity() - 1);
    }

    private static String in(JournalValue value) {
        String number = value.number().isPresent()
                ? Descriptions.plain(value.number().getAsDouble())
                : String.valueOf(value.value());
        return value.unit().isEmpty() ? number : number + " " + value.unit();
    }

    private static String code(int code) {
        return String.format(Locale.ROOT, "%02X", code);
    }
}
