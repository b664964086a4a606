package io.dertwin.runtime.site;

import io.dertwin.runtime.modbus.ModbusProtocol;
import io.dertwin.runtime.protocol.Protocol;
import java.util.List;
import java.util.Optional;

/** The protocols that a site can speak. */
public record Protocols(List<Protocol> all) {

    /** Those that ship. */
    public static Protocols standard() {
        return new Protocols(List.of(new ModbusProtocol()));
    }

    Optional<Protocol> of(String kind) {
        return all.stream().filter(one -> one.kinds().contains(kind)).findFirst();
    }

    List<String> kinds() {
        return all.stream().flatMap(one -> one.kinds().stream()).toList();
    }
}
