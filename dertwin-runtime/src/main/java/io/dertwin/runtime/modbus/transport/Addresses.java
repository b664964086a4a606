package io.dertwin.runtime.modbus.transport;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;

/** Addresses as users read them, and what is wrong with one that cannot be had. */
final class Addresses {

    private static final int FIRST_UNPRIVILEGED_PORT = 1024;

    private Addresses() {}

    /** {@code 127.0.0.1:502}, {@code [::1]:502}. */
    static String text(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        if (host == null) {
            return address.getHostString() + ":" + address.getPort();
        }
        String literal = host.getHostAddress();
        return (host instanceof Inet6Address ? "[" + literal + "]" : literal) + ":" + address.getPort();
    }

    static EndpointUnavailableException unavailable(String kind, InetSocketAddress address, Exception cause) {
        String message = "cannot listen on " + text(address) + " for " + kind + ": " + why(address, cause);
        return new EndpointUnavailableException(message, cause);
    }

    private static String why(InetSocketAddress address, Exception cause) {
        if (cause instanceof UnresolvedAddressException) {
            return "no machine of the name " + address.getHostString() + " is known; give an address of this one";
        }
        String reason = String.valueOf(cause.getMessage());
        String lowerCase = reason.toLowerCase(Locale.ROOT);
        if (lowerCase.contains("in use")) {
            return "the port is in use; stop the program that uses it, or choose another port (0 takes any free one)";
        }
        if (lowerCase.contains("permission") && address.getPort() < FIRST_UNPRIVILEGED_PORT) {
            return "ports below " + FIRST_UNPRIVILEGED_PORT + " are for privileged users; choose one above";
        }
        if (lowerCase.contains("assign requested address")) {
            return "this machine does not have that address; 0.0.0.0 stands for all that it has";
        }
        return reason;
    }
}
