package io.dertwin.runtime.site;

import io.dertwin.runtime.protocol.Binding.Claim;
import io.dertwin.runtime.settings.Settings;
import java.util.HashMap;
import java.util.Map;

/** Finds bindings that want the same place: one port for two purposes, or one unit id twice on a port. */
final class Claims {

    private final Map<String, Claimed> places = new HashMap<>();
    private final Map<String, String> shares = new HashMap<>();

    /** Who was first to take a place, and how. */
    private record Claimed(String owner, String use) {}

    /** Takes a place for {@code owner}; reports it at {@code where} if somebody has it already. */
    void take(String owner, Claim claim, Settings where) {
        Claimed earlier = places.putIfAbsent(claim.place(), new Claimed(owner, claim.use()));
        if (earlier != null && !earlier.use().equals(claim.use())) {
            where.reject(claim.place() + " is taken by '" + earlier.owner() + "' (" + earlier.use()
                    + "); only bindings of the same kind and settings can share it");
            return;
        }
        String sharer = shares.putIfAbsent(claim.place() + "/" + claim.share(), owner);
        if (sharer != null) {
            where.reject(claim.share() + " on " + claim.place() + " is taken by '" + sharer
                    + "'; choose another for one of the two");
        }
    }
}
