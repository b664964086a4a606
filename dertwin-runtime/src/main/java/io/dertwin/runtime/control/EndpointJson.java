package io.dertwin.runtime.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dertwin.runtime.protocol.Endpoint;

/**
 * Where a device can be reached as JSON: the ready file says it as the control channel does.
 *
 * <pre>{@code
 * EndpointJson.describe(endpoint, endpoints.addObject());
 * }</pre>
 */
public final class EndpointJson {

    private EndpointJson() {}

    /** Adds what a client needs to know for connecting. */
    public static void describe(Endpoint endpoint, ObjectNode target) {
        target.put("kind", endpoint.kind());
        target.put("host", endpoint.host());
        target.put("port", endpoint.port());
        target.put("unit_id", endpoint.unitId());
        endpoint.serialPort().ifPresent(path -> target.put("serial_port", path));
        endpoint.bridgePort().ifPresent(port -> target.put("bridge_port", port));
    }
}
