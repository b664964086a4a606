package io.dertwin.maven;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sites that a project's build has started and not yet stopped, by their ids. They live in the context that Maven
 * keeps for one plugin and one project, so that modules built in parallel know nothing of each other.
 */
final class RunningSites {

    private final Map<String, Entry> sites = new ConcurrentHashMap<>();

    /** A site, the way to talk to it, and its files. */
    record Entry(RunningSite site, ControlChannel control, SiteFiles files) {

        /** Ends the site, and takes its endpoints away, which lead nowhere from now on. */
        Optional<String> stop() {
            Optional<String> oddity = site.stop();
            try {
                files.clearEndpoints();
            } catch (IOException e) {
                return Optional.of("is stopped, but its endpoints are left in " + files.properties() + ": " + e);
            }
            return oddity;
        }
    }

    @SuppressWarnings("unchecked")
    static RunningSites of(Map<?, ?> pluginContext) {
        Map<Object, Object> context = (Map<Object, Object>) pluginContext;
        return (RunningSites) context.computeIfAbsent(RunningSites.class.getName(), key -> new RunningSites());
    }

    boolean contains(String id) {
        return sites.containsKey(id);
    }

    void add(String id, Entry site) {
        sites.put(id, site);
    }

    Optional<Entry> remove(String id) {
        return Optional.ofNullable(sites.remove(id));
    }
}
