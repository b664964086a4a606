package io.dertwin.runtime.fault;

import io.dertwin.runtime.settings.Documents;
import io.dertwin.runtime.settings.Problem;
import io.dertwin.runtime.settings.Problems;
import io.dertwin.runtime.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Faults as users write them; single quotes stand for double ones. */
final class FaultFiles {

    private FaultFiles() {}

    static Fault read(String json) {
        Problems problems = new Problems();
        Optional<Fault> fault = read(json, problems);
        problems.throwIfAny();
        return fault.orElseThrow();
    }

    static List<String> problems(String json) {
        Problems problems = new Problems();
        read(json, problems);
        return problems.list().stream()
                .map(problem -> (problem.path().isEmpty() ? "" : problem.path() + ": ") + message(problem))
                .toList();
    }

    private static String message(Problem problem) {
        return problem.message();
    }

    private static Optional<Fault> read(String json, Problems problems) {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        Settings settings = Settings.of("fault", Documents.read("fault.json", bytes), problems);
        Optional<Fault> fault = FaultReader.read(settings);
        settings.rejectUnknownKeys();
        return fault;
    }
}
