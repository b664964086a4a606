package io.dertwin.runtime.control.http;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Server-sent events to one client. What the client has not read yet waits here, up to a limit: a client that falls
 * further behind is dropped, so that nobody has to wait for it. Safe for use by any thread.
 */
public final class EventStream implements Reply {

    private static final Runnable NOBODY = () -> {};

    private final int capacityBytes;
    private final Queue<byte[]> events = new ArrayDeque<>();

    private int waitingBytes;
    private boolean closed;
    private boolean tooSlow;
    private Runnable reader = NOBODY;
    private Runnable onClose = NOBODY;

    /** @param capacityBytes how much may be waiting for the client */
    public EventStream(int capacityBytes) {
        this.capacityBytes = capacityBytes;
    }

    /**
     * Sends an event, already written as the event stream format wants it. The array may be shared among streams.
     *
     * @return whether the client is still there
     */
    public boolean send(byte[] event) {
        boolean dropped;
        Runnable wake;
        synchronized (this) {
            if (closed) {
                return false;
            }
            tooSlow = waitingBytes > 0 && waitingBytes + event.length > capacityBytes;
            dropped = tooSlow;
            if (!dropped) {
                events.add(event);
                waitingBytes += event.length;
            }
            wake = reader;
        }
        if (dropped) {
            close();
        } else {
            wake.run();
        }
        return !dropped;
    }

    /** Whether the client was dropped because it did not read. */
    public synchronized boolean wasTooSlow() {
        return tooSlow;
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    /** Does something once the client has gone or was dropped; at once if it has already. */
    public void onClose(Runnable action) {
        synchronized (this) {
            if (!closed) {
                onClose = action;
                return;
            }
        }
        action.run();
    }

    /** Ends the stream. */
    public void close() {
        Runnable wake;
        Runnable action;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            events.clear();
            wake = reader;
            action = onClose;
        }
        action.run();
        wake.run();
    }

    /** Tells whom to wake when there is something to be read. */
    void readBy(Runnable wake) {
        synchronized (this) {
            reader = wake;
        }
        wake.run();
    }

    /** The next event; {@code null} if none is waiting. */
    synchronized byte[] poll() {
        byte[] event = events.poll();
        if (event != null) {
            waitingBytes -= event.length;
        }
        return event;
    }
}
