package io.dertwin.runtime.control.http;

import java.time.Duration;

/**
 * How much of itself a server gives to its clients.
 *
 * @param headBytes how long a request line with its headers may be
 * @param bodyBytes how long a request's body may be
 * @param connections how many clients are served at a time
 * @param streamBytes how much may be waiting for a client of an event stream before it is dropped as too slow
 * @param heldBytes how much all clients together may have the server keep: bodies still incomplete, replies still unread
 * @param requestTimeout how long a request may take to arrive, and a reply to be read, without a sign of life
 * @param idleTimeout how long a connection may rest between two requests
 */
public record HttpLimits(
        int headBytes,
        int bodyBytes,
        int connections,
        int streamBytes,
        long heldBytes,
        Duration requestTimeout,
        Duration idleTimeout) {

    /**
     * Heads of 16 KiB, bodies of 16 MiB, 4 000 connections, 256 KiB for slow readers, 64 MiB for all clients together.
     * Connections rest for half an hour: a pooling client gives them up before that, so that it never writes to one that is
     * being closed.
     */
    public static final HttpLimits DEFAULT = new HttpLimits(
            16 << 10, 16 << 20, 4_000, 256 << 10, 64 << 20, Duration.ofSeconds(30), Duration.ofMinutes(30));
}
