package io.dertwin.runtime.modbus.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A TCP port on which Modbus is spoken. Opened by {@link ModbusServer}. */
public final class TcpListener implements Listener {

    private static final int BACKLOG = 1024;
    private static final int ACCEPTED_AT_ONCE = 64;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final SelectorLoop loop;
    private final Connections connections;
    private final ServerSocketChannel server;
    private final InetSocketAddress address;
    private final String name;
    private final Responder responder;
    private final Supplier<Framing> framing;
    private final LineTime lineTime;
    private final Set<TcpConnection> own = new LinkedHashSet<>();
    private final SelectorLoop.Handler acceptor = new Acceptor();
    private SelectionKey key;

    private TcpListener(
            SelectorLoop loop,
            Connections connections,
            String kind,
            ServerSocketChannel server,
            Responder responder,
            Supplier<Framing> framing,
            LineTime lineTime)
            throws IOException {
        this.loop = loop;
        this.connections = connections;
        this.server = server;
        this.address = (InetSocketAddress) server.getLocalAddress();
        this.name = kind + " " + Addresses.text(address);
        this.responder = responder;
        this.framing = framing;
        this.lineTime = lineTime;
    }

    /** Takes the port; {@link #start} begins to serve it. */
    static TcpListener bind(
            SelectorLoop loop,
            Connections connections,
            String kind,
            InetSocketAddress address,
            Responder responder,
            Supplier<Framing> framing,
            LineTime lineTime) {
        ServerSocketChannel server = null;
        try {
            server = ServerSocketChannel.open();
            server.bind(address, BACKLOG);
            return new TcpListener(loop, connections, kind, server, responder, framing, lineTime);
        } catch (IOException | UnresolvedAddressException e) {
            release(server);
            throw Addresses.unavailable(kind, address, e);
        }
    }

    private static void release(ServerSocketChannel server) {
        try {
            if (server != null) {
                server.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has the loop serve the port. Need not be waited for: the operating system takes connections already. */
    void start() {
        if (!loop.execute(this::register)) {
            acceptor.close();
            throw new IllegalStateException("cannot serve " + name + ": the Modbus server is closed");
        }
    }

    private void register() {
        try {
            key = loop.register(server, SelectionKey.OP_ACCEPT, acceptor);
        } catch (IOException | ClosedSelectorException e) {
            acceptor.close();
        }
    }

    @Override
    public String name() {
        return name;
    }

    /** The address that clients connect to, with the real port. */
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        loop.call(() -> {
            acceptor.close();
            List.copyOf(own).forEach(TcpConnection::close);
            loop.releaseClosed();
        });
    }

    /** Ends all connections, and goes on listening; returns once they are closed. */
    public void hangUp() {
        loop.call(() -> List.copyOf(own).forEach(TcpConnection::close));
    }

    void forget(TcpConnection connection, Origin origin) {
        own.remove(connection);
        connections.remove(connection);
        responder.closed(origin);
    }

    /** Takes the connections that wait at the port. */
    private final class Acceptor implements SelectorLoop.Handler {

        @Override
        public void ready(SelectionKey ready, long nowNanos) {
            try {
                for (int i = 0; i < ACCEPTED_AT_ONCE; i++) {
                    SocketChannel channel = server.accept();
                    if (channel == null) {
                        return;
                    }
                    welcome(channel, nowNanos);
                }
            } catch (IOException | RuntimeException | Error e) {
                pause(e);
            }
        }

        /** Out of file descriptors, most likely; asking again at once would only keep the processor busy. */
        private void pause(Throwable cause) {
            key.interestOps(0);
            loop.timers().at(loop.nanoTime() + PAUSE_NANOS, () -> {
                if (key.isValid()) {
                    key.interestOps(SelectionKey.OP_ACCEPT);
                }
            });
            loop.log().warn(name + " accept", name + " cannot accept connections for now: " + cause.getMessage());
        }

        @Override
        public void close() {
            try {
                server.close();
            } catch (IOException e) {
                loop.log().warn(name + " close", name + " could not be closed: " + e.getMessage());
            }
        }
    }

    private void welcome(SocketChannel channel, long nowNanos) {
        try {
            Origin origin = new Origin(name, Addresses.text((InetSocketAddress) channel.getRemoteAddress()));
            if (!responder.accepts(origin) || !admit(channel, origin, nowNanos)) {
                reset(channel);
            }
        } catch (IOException | RuntimeException e) {
            loop.log().warn(name + " welcome", name + " could not serve a new connection: " + e.getMessage());
            reset(channel);
        }
    }

    private boolean admit(SocketChannel channel, Origin origin, long nowNanos) throws IOException {
        boolean admitted = false;
        try {
            if (connections.makeRoom(own, nowNanos)) {
                open(channel, origin, nowNanos);
                admitted = true;
            } else {
                loop.log().warn(name + " full", name + " has all the clients that it may have; turned one away");
            }
            return admitted;
        } finally {
            if (!admitted) {
                responder.closed(origin);
            }
        }
    }

    private void open(SocketChannel channel, Origin origin, long nowNanos) throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        Conversation conversation =
                new Conversation(origin, responder, framing.get(), lineTime, true, loop.log(), loop.reply());
        TcpConnection connection = new TcpConnection(loop, this, channel, conversation, nowNanos);
        connection.open();
        own.add(connection);
        connections.add(connection);
    }

    /** Closes a connection so that the client sees a refusal rather than an end. */
    private void reset(SocketChannel channel) {
        try (channel) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            loop.log().warn(name + " close", "A connection could not be closed: " + e.getMessage());
        }
    }
}
