package io.dertwin.runtime.report;

/** Who asked. */
final class Clients {

    private Clients() {}

    /** Without the port, which is another one with each connection. */
    static String host(String client) {
        int port = client.lastIndexOf(':');
        return port > 0 && client.substring(port + 1).matches("\\d+") ? client.substring(0, port) : client;
    }
}
