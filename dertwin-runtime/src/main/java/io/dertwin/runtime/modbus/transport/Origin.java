package io.dertwin.runtime.modbus.transport;

/**
 * Where a request came from. One instance per connection or line, so it also tells connections apart.
 *
 * @param binding the listener, as the log calls it: {@code modbus_tcp 0.0.0.0:55001}
 * @param client the peer's address, {@code 127.0.0.1:40112}, or the serial line's path
 */
public record Origin(String binding, String client) {}
