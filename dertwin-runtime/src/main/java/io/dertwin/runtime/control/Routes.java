package io.dertwin.runtime.control;

import io.dertwin.runtime.control.http.HttpException;
import io.dertwin.runtime.control.http.Request;
import io.dertwin.runtime.settings.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Which operation answers which method and path.
 *
 * <pre>{@code
 * routes.on("GET", "/api/v1/devices/{id}{?points}", this::show);
 * }</pre>
 *
 * Paths are as OpenAPI writes them, followed by the names of the parameters that an operation takes behind the question
 * mark, if it takes any, as RFC 6570 writes these.
 */
final class Routes {

    private final List<Route> routes = new ArrayList<>();

    /**
     * A way to an operation.
     *
     * @param path as OpenAPI writes it: {@code /api/v1/devices/{id}}
     * @param parameters names of those that it takes; empty if it does not care
     * @param isOpen whether it needs no token
     */
    record Route(String method, String path, Optional<Set<String>> parameters, Operation operation, boolean isOpen) {

        /** The path's variables, if the segments fit it. */
        Optional<Map<String, String>> match(List<String> segments) {
            String[] parts = path.substring(1).split("/", -1);
            if (parts.length != segments.size()) {
                return Optional.empty();
            }
            Map<String, String> variables = new LinkedHashMap<>();
            for (int i = 0; i < parts.length; i++) {
                if (parts[i].startsWith("{")) {
                    variables.put(parts[i].substring(1, parts[i].length() - 1), segments.get(i));
                } else if (!parts[i].equals(segments.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(variables);
        }
    }

    /** An operation and what it is called with. */
    record Match(Route route, Map<String, String> variables) {}

    /** Adds an operation that answers when it returns. */
    void on(String method, String path, Operation.Prompt operation) {
        later(method, path, call -> CompletableFuture.completedFuture(operation.answer(call)));
    }

    /** Adds an operation that answers when it can. */
    void later(String method, String path, Operation operation) {
        int mark = path.indexOf("{?");
        String names = mark < 0 ? "" : path.substring(mark + 2, path.length() - 1);
        routes.add(new Route(
                method,
                mark < 0 ? path : path.substring(0, mark),
                Optional.of(names.isEmpty() ? Set.of() : Set.of(names.split(","))),
                operation,
                false));
    }

    /** Adds an operation that answers everybody, for it tells no more than that there is a site. */
    void open(String method, String path, Operation.Prompt operation) {
        Operation prompt = call -> CompletableFuture.completedFuture(operation.answer(call));
        routes.add(new Route(method, path, Optional.empty(), prompt, true));
    }

    /** Whether a request needs no token. */
    boolean isOpen(Request request) {
        List<String> segments = request.target().segments();
        return routes.stream()
                .anyMatch(route -> route.isOpen()
                        && route.method().equals(request.method())
                        && route.match(segments).isPresent());
    }

    List<Route> all() {
        return List.copyOf(routes);
    }

    /**
     * The way for a request.
     *
     * @throws HttpException 404 naming the nearest path, or 405 naming the methods there are
     */
    Match find(Request request) {
        List<String> segments = request.target().segments();
        List<Route> candidates = routes.stream()
                .filter(route -> route.match(segments).isPresent())
                .toList();
        for (Route route : candidates) {
            if (route.method().equals(request.method())) {
                return new Match(route, route.match(segments).orElseThrow());
            }
        }
        throw candidates.isEmpty() ? unknownPath(request) : unknownMethod(request, candidates);
    }

    private HttpException unknownPath(Request request) {
        String path = request.target().path();
        List<String> known = routes.stream().map(Route::path).distinct().toList();
        return new HttpException(
                404, "there is nothing at '" + path + "'" + Nearest.hint(path, known) + "; /docs lists what there is");
    }

    private static HttpException unknownMethod(Request request, List<Route> candidates) {
        String methods = candidates.stream().map(Route::method).distinct().collect(Collectors.joining(", "));
        return new HttpException(
                405,
                "'" + request.target().path() + "' takes " + methods + ", but not " + request.method(),
                Map.of("Allow", methods.replaceFirst("\\bGET\\b", "GET, HEAD")));
    }
}
