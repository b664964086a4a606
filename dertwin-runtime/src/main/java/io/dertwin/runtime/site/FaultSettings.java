package io.dertwin.runtime.site;

import io.dertwin.client.DerTwinException;
import io.dertwin.runtime.fault.Fault;
import io.dertwin.runtime.fault.FaultReader;
import io.dertwin.runtime.settings.InvalidFileException;
import io.dertwin.runtime.settings.Node;
import io.dertwin.runtime.settings.Problem;
import io.dertwin.runtime.settings.Problems;
import io.dertwin.runtime.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Faults of the Java API, read by the same rules as those that come over the network. */
final class FaultSettings {

    private FaultSettings() {}

    /** @throws DerTwinException saying what is wrong with it */
    static Fault read(io.dertwin.client.Fault fault, String device) {
        Map<String, Object> values = new LinkedHashMap<>(fault.settings());
        values.put("device", device);
        Problems problems = new Problems();
        Settings settings = Settings.of("fault", node(values), problems);
        try {
            Fault read = FaultReader.read(settings).orElse(null);
            settings.rejectUnknownKeys();
            problems.throwIfAny();
            return read;
        } catch (InvalidFileException e) {
            throw new DerTwinException(
                    e.problems().stream().map(FaultSettings::inWords).collect(Collectors.joining("; ")), e);
        }
    }

    private static String inWords(Problem problem) {
        return problem.path().isEmpty() ? problem.message() : problem.path() + ": " + problem.message();
    }

    private static Node node(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Node.Key, Node> entries = new LinkedHashMap<>();
            map.forEach((key, entry) -> entries.put(new Node.Key(String.valueOf(key), 0), node(entry)));
            return new Node.Mapping(0, entries);
        }
        if (value instanceof List<?> list) {
            return new Node.Sequence(0, list.stream().map(FaultSettings::node).toList());
        }
        return new Node.Scalar(0, value instanceof Integer number ? (Object) number.longValue() : value);
    }
}
