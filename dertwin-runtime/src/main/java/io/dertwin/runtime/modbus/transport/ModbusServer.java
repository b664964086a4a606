package io.dertwin.runtime.modbus.transport;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/**
 * Speaks Modbus on any number of TCP ports. One thread serves all of them.
 *
 * <pre>{@code
 * try (ModbusServer server = ModbusServer.start()) {
 *     TcpListener listener = server.tcp(new InetSocketAddress("0.0.0.0", 0), responder);
 *     int port = listener.address().getPort();
 * }
 * }</pre>
 */
public final class ModbusServer implements AutoCloseable {

    private final SelectorLoop loop;
    private final Connections connections;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    private ModbusServer(ServerLimits limits, LongSupplier nanoTime) {
        this.loop = new SelectorLoop(nanoTime, new RareLog(LoggerFactory.getLogger(ModbusServer.class), nanoTime));
        this.connections = new Connections(limits);
        loop.call(this::sweepLater);
    }

    /** A server with the usual limits. */
    public static ModbusServer start() {
        return start(ServerLimits.DEFAULT);
    }

    public static ModbusServer start(ServerLimits limits) {
        long startNanos = System.nanoTime();
        return start(limits, () -> System.nanoTime() - startNanos);
    }

    /** @param nanoTime the time since the server was started */
    static ModbusServer start(ServerLimits limits, LongSupplier nanoTime) {
        return new ModbusServer(limits, nanoTime);
    }

    /**
     * Serves Modbus TCP on an address; port 0 stands for any free one.
     *
     * @throws EndpointUnavailableException if the address cannot be had
     */
    public TcpListener tcp(InetSocketAddress address, Responder responder) {
        return listen("modbus_tcp", address, responder, MbapFraming::new);
    }

    private TcpListener listen(String kind, InetSocketAddress address, Responder responder, Supplier<Framing> framing) {
        TcpListener listener = TcpListener.bind(loop, connections, kind, address, responder, framing, LineTime.none());
        listener.start();
        listeners.add(listener);
        return listener;
    }

    /** What has been opened here, in order, and not been closed by {@link #close()}. */
    public List<Listener> listeners() {
        return List.copyOf(listeners);
    }

    private void sweepLater() {
        loop.timers().at(loop.nanoTime() + connections.sweepIntervalNanos(), () -> {
            connections.sweep(loop.nanoTime());
            sweepLater();
        });
    }

    /** Closes all ports, lines and connections; returns once they are released, within two seconds. */
    @Override
    public void close() {
        loop.close();
        listeners.clear();
    }
}
