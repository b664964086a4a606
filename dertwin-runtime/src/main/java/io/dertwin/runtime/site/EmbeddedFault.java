package io.dertwin.runtime.site;

import io.dertwin.client.ActiveFault;
import io.dertwin.client.DerTwinException;
import io.dertwin.runtime.fault.FaultStatus;

/** A fault on a site in this JVM. */
record EmbeddedFault(Site site, String id, String device, String kind) implements ActiveFault {

    static EmbeddedFault of(Site site, io.dertwin.runtime.fault.Fault fault) {
        return new EmbeddedFault(site, fault.id(), fault.device(), fault.kind().name());
    }

    @Override
    public long hits() {
        return status().hits();
    }

    @Override
    public State state() {
        return State.valueOf(status().state().name());
    }

    private FaultStatus status() {
        return site.faults().list().stream()
                .filter(status -> status.fault().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new DerTwinException("there is no fault '" + id + "'"));
    }

    @Override
    public void remove() {
        site.faults().remove(id);
    }
}
