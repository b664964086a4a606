package io.dertwin.runtime.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dertwin.runtime.fault.Fault;
import io.dertwin.runtime.fault.FaultStatus;
import io.dertwin.runtime.fault.FaultWriter;
import java.util.Locale;

/** Faults as JSON, by the keys that they are written with. */
final class FaultJson {

    private FaultJson() {}

    static ObjectNode describe(FaultStatus status) {
        Fault fault = status.fault();
        ObjectNode description = Json.object()
                .put("id", fault.id())
                .put("device", fault.device())
                .put("kind", fault.kind().name())
                .put("state", status.state().name().toLowerCase(Locale.ROOT))
                .put("hits", status.hits());
        FaultWriter.writeDetails(fault, description);
        return description;
    }
}
