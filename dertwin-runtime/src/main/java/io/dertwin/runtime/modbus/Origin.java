package io.dertwin.runtime.modbus;

/**
 * Where a request came from.
 *
 * @param binding the listener, as the log calls it: {@code modbus_tcp 0.0.0.0:55001}
 * @param client the peer's address, or the serial line's name
 */
public record Origin(String binding, String client) {}
