package io.dertwin.runtime.modbus.transport;

import java.nio.ByteBuffer;

/**
 * What answers the requests that a transport has received. Called on the transport's thread and never blocks: what has to
 * wait says so in its {@link Delivery}. All TCP connections share one thread and every serial line has its own, so a
 * responder that serves several listeners may be called by several threads at once.
 */
public interface Responder {

    /**
     * Answers one request. The buffers are the transport's and are used again for the next request.
     *
     * @param origin where it came from
     * @param unitId whom it addresses; on a serial line 0 is everybody, and the answer to it is never sent
     * @param request the PDU, from the function code on, between position and limit; at least one byte
     * @param reply empty, with room for the largest PDU; receives the answer, left unflipped
     * @return what to do with the reply; {@link Delivery#silent()} leaves the request unanswered
     */
    Delivery respond(Origin origin, int unitId, ByteBuffer request, ByteBuffer reply);

    /**
     * Takes note of something received that is no request: a bad CRC, a malformed header.
     *
     * @param received what was dropped, between position and limit; the transport's buffer, as in {@link #respond}
     */
    void dropped(Origin origin, String reason, ByteBuffer received);

    /**
     * Whether there is service at all; false while a fault refuses it. A TCP connection asks once, and is reset if it is
     * refused; a serial line asks whenever bytes arrive, and does not hear them if they are.
     */
    default boolean accepts(Origin origin) {
        return true;
    }

    /** Takes note that a connection which was accepted is gone. */
    default void closed(Origin origin) {}
}
