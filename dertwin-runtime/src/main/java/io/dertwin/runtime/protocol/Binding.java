package io.dertwin.runtime.protocol;

import io.dertwin.runtime.registers.RegisterMap;
import java.util.List;
import java.util.Optional;

/** One way to reach a device, as the site file describes it. */
public interface Binding {

    /** What the binding needs for itself or shares; two bindings of a site must not want the same exclusively. */
    List<Claim> claims();

    /** What a user would call it: {@code modbus_tcp port 55001 unit 1}. */
    String description();

    /** The registers that a client finds there; empty for a protocol that has none. */
    default Optional<RegisterMap> registerMap() {
        return Optional.empty();
    }

    /** The files of the user's that the binding was read from beside the site file. */
    default List<ReferencedFile> files() {
        return List.of();
    }

    /**
     * A place that a binding takes.
     *
     * @param place what is taken, as a user would call it: {@code port 55001}
     * @param use how; several bindings may use one place in the same way
     * @param share what of the place is this binding's alone: {@code unit id 1}; empty if nothing is
     */
    record Claim(String place, String use, String share) {}
}
