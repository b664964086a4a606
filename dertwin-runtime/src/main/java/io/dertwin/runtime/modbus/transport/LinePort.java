package io.dertwin.runtime.modbus.transport;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What carries the bytes of a serial line. Used by one thread, except for {@link #wake}. */
interface LinePort {

    /** Opens a line's port, at first and again when it was lost. */
    @FunctionalInterface
    interface Opener {
        LinePort open() throws IOException;
    }

    /**
     * Waits for bytes and puts them into the buffer.
     *
     * @param patienceNanos how long to wait at most; an implementation may return early
     * @return how many have come; 0 if none
     * @throws IOException if the line is lost
     */
    int read(ByteBuffer into, long patienceNanos) throws IOException;

    /**
     * Sends the buffer's bytes, or as many as the other side takes: nobody may be listening.
     *
     * @return how many were sent
     */
    int write(ByteBuffer bytes) throws IOException;

    /** Forgets what was sent but never read. */
    void discardUnread();

    /** Has a {@link #read} that waits return, if it can; for other threads. */
    void wake();

    void close();
}
