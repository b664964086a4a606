package io.dertwin.runtime.protocol;

import java.util.List;

/** The open listeners of a protocol. */
public interface OpenProtocol extends AutoCloseable {

    /** Where the device is reached, in the order of the site file. */
    List<Endpoint> endpoints(String deviceId);

    /** What clients find there, in the same order; empty for a protocol that has no registers. */
    default List<BoundRegisters> registers(String deviceId) {
        return List.of();
    }

    /** Closes all listeners and connections. */
    @Override
    void close();
}
