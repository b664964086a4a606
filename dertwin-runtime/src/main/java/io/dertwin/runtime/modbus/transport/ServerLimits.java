package io.dertwin.runtime.modbus.transport;

import java.time.Duration;

/**
 * How much of itself a server gives to its clients.
 *
 * @param connectionsPerListener how many connections one TCP port serves at a time
 * @param connectionsInAll how many connections all TCP ports serve at a time
 * @param idleTimeout how long a connection may be silent before it is closed
 */
public record ServerLimits(int connectionsPerListener, int connectionsInAll, Duration idleTimeout) {

    /** 1 000 connections a port, 10 000 in all, an hour of silence. */
    public static final ServerLimits DEFAULT = new ServerLimits(1_000, 10_000, Duration.ofHours(1));

    public ServerLimits {
        if (connectionsPerListener < 1 || connectionsInAll < 1) {
            throw new IllegalArgumentException("a server needs to serve at least one connection");
        }
        if (idleTimeout.isNegative() || idleTimeout.isZero()) {
            throw new IllegalArgumentException("idleTimeout must be greater than 0, but is " + idleTimeout);
        }
    }
}
