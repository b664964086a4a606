package io.dertwin.runtime.modbus.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/**
 * Speaks Modbus on any number of TCP ports and serial lines. One thread serves all ports, and each line has its own.
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

    /**
     * Serves Modbus RTU frames on a TCP port, as serial device servers do.
     *
     * @throws EndpointUnavailableException if the address cannot be had
     */
    public TcpListener rtuOverTcp(InetSocketAddress address, Responder responder) {
        return listen("modbus_rtu_over_tcp", address, responder, RtuFraming::ofStream);
    }

    /**
     * Serves Modbus RTU on a serial line, and its frames on a TCP port as well.
     *
     * @param path a serial device; if there is none, a pseudo-terminal is made and linked at this path
     * @param bridge the TCP port's address; port 0 stands for any free one
     * @throws EndpointUnavailableException if the line or the address cannot be had
     */
    public RtuLine rtuLine(Path path, SerialSettings settings, InetSocketAddress bridge, Responder responder) {
        LinePort.Opener opener = opener(path, settings);
        LinePort port = open(path, opener);
        try {
            LineTime lineTime = settings.realisticTiming() ? LineTime.of(settings) : LineTime.none();
            LineTime ownTime = port instanceof SerialDevice ? LineTime.none() : lineTime;
            TcpListener bridgeListener = open("modbus_rtu_over_tcp", bridge, responder, RtuFraming::ofStream, lineTime);
            RtuFraming framing = RtuFraming.ofLine(settings);
            RtuLine line = new RtuLine(
                    path, bridgeListener, opener, port, responder, framing, ownTime, loop.log(), loop::nanoTime);
            line.start();
            listeners.add(line);
            return line;
        } catch (RuntimeException e) {
            port.close();
            throw e;
        }
    }

    private static LinePort.Opener opener(Path path, SerialSettings settings) {
        try {
            return LinePorts.opener(path, settings);
        } catch (IOException e) {
            throw LinePorts.unavailable(path, e);
        }
    }

    private static LinePort open(Path path, LinePort.Opener opener) {
        try {
            return opener.open();
        } catch (IOException e) {
            throw LinePorts.unavailable(path, e);
        }
    }

    private TcpListener listen(String kind, InetSocketAddress address, Responder responder, Supplier<Framing> framing) {
        TcpListener listener = open(kind, address, responder, framing, LineTime.none());
        listeners.add(listener);
        return listener;
    }

    private TcpListener open(
            String kind, InetSocketAddress address, Responder responder, Supplier<Framing> framing, LineTime lineTime) {
        TcpListener listener = TcpListener.bind(loop, connections, kind, address, responder, framing, lineTime);
        listener.start();
        return listener;
    }

    /** What has been opened here, in order, and not been closed by {@link #close()}. */
    public List<Listener> listeners() {
        return List.copyOf(listeners);
    }

    /** How many TCP connections are open. */
    int connectionCount() {
        AtomicInteger count = new AtomicInteger();
        loop.call(() -> count.set(connections.count()));
        return count.get();
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
        List<RtuLine> lines = listeners.stream()
                .filter(RtuLine.class::isInstance)
                .map(RtuLine.class::cast)
                .toList();
        lines.forEach(RtuLine::beginToClose);
        lines.forEach(RtuLine::close);
        listeners.clear();
    }
}
