package io.dertwin.maven;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sites that a project's build has started and not yet stopped, by their ids. They live in the context that Maven
 * keeps for one plugin and one project, so that modules built in parallel know nothing of each other.
 */
final class RunningSites {

    private final Map<String, Entry> sites = new ConcurrentHashMap<>();

    /** A site, and the way to talk to it. */
    record Entry(RunningSite site, ControlChannel control) {}

    @SuppressWarnings("unchecked")
    static RunningSites of(Map<?, ?> pluginContext) {
        Map<Object, Object> context = (Map<Object, Object>) pluginContext;
        return (RunningSites) context.computeIfAbsent(RunningSites.class.getName(), key -> new RunningSites());
    }

    boolean contains(String id) {
        return sites.containsKey(id);
    }

    void add(String id, RunningSite site, ControlChannel control) {
        sites.put(id, new Entry(site, control));
    }

    Optional<Entry> remove(String id) {
        return Optional.ofNullable(sites.remove(id));
    }
}
