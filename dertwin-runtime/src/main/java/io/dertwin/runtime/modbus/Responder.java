package io.dertwin.runtime.modbus;

import java.nio.ByteBuffer;

/**
 * What answers the requests that a transport has received. Called on the transport's thread, one request at a time per
 * transport, and never blocks: what has to wait says so in its {@link Delivery}.
 */
interface Responder {

    /**
     * Answers one request.
     *
     * @param origin where it came from
     * @param unitId whom it addresses
     * @param request the PDU, from the function code on, between position and limit; at least one byte
     * @param reply empty, with room for the largest PDU; receives the answer, from position on, left unflipped
     * @return what to do with the reply; {@link Delivery#silent()} leaves the request unanswered
     */
    Delivery respond(Origin origin, int unitId, ByteBuffer request, ByteBuffer reply);

    /** Takes note of something received that is no request: a bad CRC, a malformed header. */
    void dropped(Origin origin, String reason, ByteBuffer received);

    /** Whether a new connection or a byte stream may be served at all; false while a fault refuses it. */
    default boolean accepts(Origin origin) {
        return true;
    }
}
