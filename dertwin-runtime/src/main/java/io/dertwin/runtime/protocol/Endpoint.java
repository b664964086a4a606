package io.dertwin.runtime.protocol;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a binding of a device can be reached, now that its listener is open.
 *
 * @param kind the binding's kind in the site file
 * @param host a host to connect to: of a listener on all addresses, this machine's own
 * @param port TCP port; of a serial line that of its bridge
 * @param unitId the device's unit id
 * @param serialPort path of the serial device, if it is one
 * @param bridgePort TCP port of the serial line's bridge, if it is one
 */
public record Endpoint(
        String kind, String host, int port, int unitId, Optional<String> serialPort, OptionalInt bridgePort) {

    /** How a client on this machine reaches what is bound to an address; all addresses become the loopback one. */
    public static String connectable(InetAddress bound) {
        return bound.isAnyLocalAddress() ? "127.0.0.1" : bound.getHostAddress();
    }

    /** A host as a URL wants it: an IPv6 address in brackets. */
    public static String inUrl(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }
}
