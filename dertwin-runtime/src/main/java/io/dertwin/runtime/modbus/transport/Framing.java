package io.dertwin.runtime.modbus.transport;

import java.nio.ByteBuffer;

/** How requests are cut out of a stream of bytes, and how replies are put on it. One instance serves one stream. */
interface Framing {

    int LARGEST_PDU = 253;
    int LARGEST_FRAME = 260;

    /** The time of something that never happens. */
    long NEVER = Long.MAX_VALUE;

    /** What stands at the beginning of the bytes received. */
    enum Find {
        /** A request. */
        REQUEST,
        /** A whole frame that is none of ours, such as another unit's answer. */
        FOREIGN,
        /** Bytes to be dropped; what follows may make sense. */
        NOISE,
        /** Bytes to be dropped, after which nothing on this stream can make sense. */
        BROKEN,
        /** Too little to tell. */
        NOTHING
    }

    /**
     * Looks at the bytes from the buffer's position on, and leaves the position where it is.
     *
     * @param quietNanos for how long nothing has arrived
     */
    Find next(ByteBuffer received, long quietNanos);

    /** How many bytes the last find takes, from the position on. */
    int length();

    /** What is wrong with the last find, if it was noise or broke the stream. */
    String reason();

    /** Whom the request found last addresses. */
    int unitId();

    /** Where the PDU of the request found last begins, from the position on. */
    int pduOffset();

    int pduLength();

    /** Whether the request found last may be answered at all; a broadcast may not. */
    boolean mayAnswer();

    /** After how long a quiet another look at an incomplete frame is due, given how long it has been quiet already. */
    long patienceNanos(long quietNanos);

    /** Puts the reply to the request found last on the stream, as the delivery wants it. */
    void frame(ByteBuffer reply, Delivery delivery, ByteBuffer out);
}
