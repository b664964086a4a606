package io.dertwin.runtime.control;

import io.dertwin.runtime.control.http.Caller;
import io.dertwin.runtime.control.http.Request;
import io.dertwin.runtime.settings.Node;
import io.dertwin.runtime.settings.Problems;
import io.dertwin.runtime.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A request to an endpoint, with what it brings along.
 *
 * @param request the request
 * @param variables the parts of the path that the route leaves open
 */
record Call(Request request, Map<String, String> variables) {

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    String variable(String name) {
        return variables.get(name);
    }

    Caller caller() {
        return request.caller();
    }

    /**
     * Reads the body, a JSON object. Everything that is wrong with it is reported at once, unknown keys included.
     *
     * @throws io.dertwin.runtime.settings.InvalidFileException with all problems
     */
    <T> T body(Function<Settings, T> reader) {
        return read("body", Json.parse(request.body()), reader);
    }

    /**
     * Reads the parameters behind the question mark, in the same way.
     *
     * @param numbers the names of those that are numbers
     */
    <T> T parameters(List<String> numbers, Function<Settings, T> reader) {
        Map<Node.Key, Node> entries = new LinkedHashMap<>();
        request.target().query().forEach((name, text) -> {
            Object value = numbers.contains(name) ? number(text) : text;
            entries.put(new Node.Key(name, 0), new Node.Scalar(0, value));
        });
        return read("parameters", new Node.Mapping(0, entries), reader);
    }

    /**
     * Refuses parameters of other names, lest somebody believe that one which is misspelt is heeded.
     *
     * @throws io.dertwin.runtime.settings.InvalidFileException naming the nearest ones
     */
    void requireKnown(Set<String> names) {
        parameters(List.of(), parameters -> {
            names.forEach(parameters::has);
            return names;
        });
    }

    private static <T> T read(String what, Node root, Function<Settings, T> reader) {
        Problems problems = new Problems();
        Settings settings = Settings.of(what, root, problems);
        T result = reader.apply(settings);
        settings.rejectUnknownKeys();
        problems.throwIfAny();
        return result;
    }

    /** Java knows more ways to write a number than anybody wants here. */
    private static Object number(String text) {
        return NUMBER.matcher(text).matches() ? Double.valueOf(text) : text;
    }
}
