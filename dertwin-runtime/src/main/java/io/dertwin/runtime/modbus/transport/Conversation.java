package io.dertwin.runtime.modbus.transport;

import io.dertwin.runtime.modbus.transport.Delivery.Receipt;
import java.nio.ByteBuffer;

/**
 * One stream's talk with a client: finds the requests in what came in, has them answered, and puts the replies on the way
 * out, in order. Does no input or output itself and never waits: it is told what time it is.
 */
final class Conversation {

    private static final int SERVER_DEVICE_FAILURE = 4;

    private final Origin origin;
    private final Responder responder;
    private final Framing framing;
    private final LineTime lineTime;
    private final boolean hangsUp;
    private final RareLog log;
    private final ByteBuffer reply;
    private final Receipts receipts = new Receipts();
    private Held held;
    private boolean over;
    private long arrivedAtNanos;
    private long nextLookAtNanos = Framing.NEVER;

    /** A reply that is not due yet. */
    private record Held(ByteBuffer frame, long dueNanos, boolean disconnect, Receipt receipt) {}

    /**
     * @param hangsUp whether there is a connection to close when a delivery asks for it
     * @param reply a buffer for the largest PDU, which all conversations of a thread may share
     */
    Conversation(
            Origin origin,
            Responder responder,
            Framing framing,
            LineTime lineTime,
            boolean hangsUp,
            RareLog log,
            ByteBuffer reply) {
        this.origin = origin;
        this.responder = responder;
        this.framing = framing;
        this.lineTime = lineTime;
        this.hangsUp = hangsUp;
        this.log = log;
        this.reply = reply;
    }

    Origin origin() {
        return origin;
    }

    /** Tells that bytes have arrived. */
    void arrived(long nowNanos) {
        arrivedAtNanos = nowNanos;
    }

    /**
     * Goes on with the conversation. Takes what it can use from the bytes received, and leaves the rest there for the next
     * call.
     *
     * @param out receives what is to be sent; must have room for a frame
     * @return true if only more room in {@code out} is needed to go on
     */
    boolean advance(ByteBuffer received, ByteBuffer out, long nowNanos) {
        return advance(received, out, nowNanos, nowNanos - arrivedAtNanos);
    }

    /** Goes on a last time, when nothing more will arrive. */
    boolean finish(ByteBuffer received, ByteBuffer out, long nowNanos) {
        return advance(received, out, nowNanos, Framing.NEVER);
    }

    private boolean advance(ByteBuffer received, ByteBuffer out, long nowNanos, long quietNanos) {
        nextLookAtNanos = Framing.NEVER;
        release(out, nowNanos);
        while (held == null && !over) {
            if (out.remaining() < Framing.LARGEST_FRAME) {
                return true;
            }
            switch (framing.next(received, quietNanos)) {
                case REQUEST -> answer(received, out, nowNanos);
                case FOREIGN -> received.position(received.position() + framing.length());
                case NOISE -> drop(received);
                case BROKEN -> {
                    drop(received);
                    over = true;
                }
                default -> {
                    lookAgainLater(received, quietNanos);
                    return false;
                }
            }
        }
        return false;
    }

    private void lookAgainLater(ByteBuffer received, long quietNanos) {
        long patienceNanos = received.hasRemaining() ? framing.patienceNanos(quietNanos) : Framing.NEVER;
        nextLookAtNanos = patienceNanos == Framing.NEVER ? Framing.NEVER : arrivedAtNanos + patienceNanos;
    }

    /** When {@link #advance} is to be called even if nothing arrives; {@link Framing#NEVER} if that is not needed. */
    long dueNanos() {
        return held == null ? nextLookAtNanos : held.dueNanos;
    }

    /** Whether a reply is being held back. */
    boolean isHolding() {
        return held != null;
    }

    /** Whether the connection is to be closed as soon as all is sent. */
    boolean isOver() {
        return over;
    }

    /** Tells that bytes have left, in the order in which they were put out. */
    void sent(int bytes) {
        receipts.sent(bytes);
    }

    /** Tells that what was put out and has not left never will. */
    void lost() {
        receipts.abandon();
    }

    /** Tells that nothing more can be sent. */
    void abandon() {
        receipts.abandon();
        if (held != null) {
            held.receipt.done(false);
            held = null;
        }
        over = true;
    }

    private void answer(ByteBuffer received, ByteBuffer out, long nowNanos) {
        int start = received.position();
        int limit = received.limit();
        int pdu = start + framing.pduOffset();
        received.limit(pdu + framing.pduLength()).position(pdu);
        reply.clear();
        Delivery delivery = respond(received);
        reply.flip();
        received.limit(limit).position(start + framing.length());
        lineTime.occupy(framing.length(), nowNanos);
        if (delivery.send() && reply.hasRemaining() && framing.mayAnswer()) {
            put(delivery, out, nowNanos);
        } else {
            leaveUnanswered(delivery, nowNanos);
        }
    }

    private Delivery respond(ByteBuffer request) {
        int function = request.get(request.position());
        try {
            return responder.respond(origin, framing.unitId(), request, reply);
        } catch (RuntimeException e) {
            log.error(origin.binding() + " respond", "A Modbus request could not be answered; sent exception 04", e);
            reply.clear();
            reply.put((byte) (function | 0x80)).put((byte) SERVER_DEVICE_FAILURE);
            return Delivery.whole();
        }
    }

    private void put(Delivery delivery, ByteBuffer out, long nowNanos) {
        int start = out.position();
        framing.frame(reply, delivery, out);
        int length = out.position() - start;
        long waitNanos = Math.max(0, delivery.delayNanos()) + lineTime.occupy(length, nowNanos);
        if (waitNanos == 0) {
            receipts.queued(length, delivery.receipt());
            over = delivery.disconnect() && hangsUp;
            return;
        }
        ByteBuffer frame = ByteBuffer.allocate(length).put(0, out, start, length);
        out.position(start);
        held = new Held(frame, nowNanos + waitNanos, delivery.disconnect(), delivery.receipt());
    }

    private void leaveUnanswered(Delivery delivery, long nowNanos) {
        delivery.receipt().done(false);
        if (delivery.disconnect() && delivery.delayNanos() > 0) {
            ByteBuffer nothing = ByteBuffer.allocate(0);
            held = new Held(nothing, nowNanos + delivery.delayNanos(), true, Receipt.NOT_WANTED);
        } else {
            over = delivery.disconnect() && hangsUp;
        }
    }

    private void release(ByteBuffer out, long nowNanos) {
        if (held == null || held.dueNanos > nowNanos) {
            return;
        }
        Held due = held;
        held = null;
        out.put(due.frame);
        receipts.queued(due.frame.capacity(), due.receipt);
        over = due.disconnect && hangsUp;
    }

    private void drop(ByteBuffer received) {
        int limit = received.limit();
        int end = received.position() + framing.length();
        received.limit(end);
        try {
            responder.dropped(origin, framing.reason(), received);
        } catch (RuntimeException e) {
            log.error(origin.binding() + " dropped", "A dropped Modbus frame could not be noted", e);
        }
        received.limit(limit).position(end);
    }
}
