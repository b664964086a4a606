package io.dertwin.runtime.modbus.transport;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The open TCP connections, by listener, and whether there may be more. Lives on the loop's thread.
 *
 * <p>When a limit is reached, a newcomer takes the place of a client that has never asked anything, or of one that has been
 * silent for long; half-open connections must not lock out those who have something to ask.
 */
final class Connections {

    private static final long LONG_SILENCE_NANOS = 10_000_000_000L;

    private final ServerLimits limits;
    private final Set<TcpConnection> all = new LinkedHashSet<>();

    Connections(ServerLimits limits) {
        this.limits = limits;
    }

    void add(TcpConnection connection) {
        all.add(connection);
    }

    void remove(TcpConnection connection) {
        all.remove(connection);
    }

    int count() {
        return all.size();
    }

    /** Makes room for one more connection of a listener that has these. */
    boolean makeRoom(Collection<TcpConnection> listenersOwn, long nowNanos) {
        boolean room = true;
        if (listenersOwn.size() >= limits.connectionsPerListener()) {
            room = sendAwayOneOf(listenersOwn, nowNanos);
        }
        if (room && all.size() >= limits.connectionsInAll()) {
            room = sendAwayOneOf(all, nowNanos);
        }
        return room;
    }

    private static boolean sendAwayOneOf(Collection<TcpConnection> connections, long nowNanos) {
        TcpConnection mostIdle = null;
        for (TcpConnection connection : connections) {
            if (mostIdle == null || connection.isLessWorthThan(mostIdle)) {
                mostIdle = connection;
            }
        }
        if (mostIdle == null || mostIdle.hasAsked() && mostIdle.silenceNanos(nowNanos) < LONG_SILENCE_NANOS) {
            return false;
        }
        mostIdle.close();
        return true;
    }

    /** Closes those that have been silent for too long. */
    void sweep(long nowNanos) {
        List<TcpConnection> overdue = new ArrayList<>();
        for (TcpConnection connection : all) {
            if (connection.silenceNanos(nowNanos) >= limits.idleTimeout().toNanos()) {
                overdue.add(connection);
            }
        }
        overdue.forEach(TcpConnection::close);
    }

    /** How often to sweep, so that nobody overstays by more than a quarter. */
    long sweepIntervalNanos() {
        return Math.max(1, limits.idleTimeout().toNanos() / 4);
    }
}
