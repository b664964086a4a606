package io.dertwin.runtime.modbus.transport;

/** A place where Modbus clients find a device. */
public sealed interface Listener extends AutoCloseable permits TcpListener, RtuLine {

    /** What the log calls it: {@code modbus_tcp 0.0.0.0:55001}. */
    String name();

    /** Stops listening and ends all conversations; returns once all is released. Closing twice is closing once. */
    @Override
    void close();
}
