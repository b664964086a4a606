package io.dertwin.runtime.modbus.transport;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** A conversation without a socket, whose time the test sets. */
final class Talk {

    private final Conversation conversation;
    private final ByteBuffer received = ByteBuffer.allocate(8192);
    private final ByteBuffer out = ByteBuffer.allocate(65_536);
    private long nowNanos = TimeUnit.SECONDS.toNanos(1);

    private Talk(Responder responder, Framing framing, LineTime lineTime) {
        RareLog log = new RareLog(LoggerFactory.getLogger(Talk.class), () -> nowNanos);
        Origin origin = new Origin("test", "client");
        ByteBuffer reply = ByteBuffer.allocate(Framing.LARGEST_PDU);
        conversation = new Conversation(origin, responder, framing, lineTime, true, log, reply);
    }

    static Talk mbap(Responder responder) {
        return new Talk(responder, new MbapFraming(), LineTime.none());
    }

    static Talk rtu(Responder responder) {
        return new Talk(responder, RtuFraming.ofStream(), LineTime.none());
    }

    static Talk line(Responder responder, SerialSettings settings) {
        return new Talk(responder, RtuFraming.ofLine(settings), LineTime.of(settings));
    }

    /** What is sent when these bytes arrive. */
    String hear(String hex) {
        return hear(RawClient.bytes(hex));
    }

    String hear(byte[] bytes) {
        received.put(bytes);
        conversation.arrived(nowNanos);
        return goOn();
    }

    /** What is sent when nothing arrives for a while. */
    String waitMillis(double millis) {
        long until = nowNanos + Math.round(millis * 1e6);
        StringBuilder sent = new StringBuilder();
        while (conversation.dueNanos() <= until) {
            nowNanos = conversation.dueNanos();
            sent.append(sent.isEmpty() ? "" : " ").append(goOn());
        }
        nowNanos = until;
        return sent.toString();
    }

    /** How many bytes are kept because they make no request yet. */
    int keptBytes() {
        return received.position();
    }

    boolean isOver() {
        return conversation.isOver();
    }

    boolean isWaiting() {
        return conversation.dueNanos() != Framing.NEVER;
    }

    void abandon() {
        conversation.abandon();
    }

    private String goOn() {
        received.flip();
        out.clear();
        conversation.advance(received, out, nowNanos);
        received.compact();
        byte[] sent = new byte[out.flip().remaining()];
        out.get(sent);
        conversation.sent(sent.length);
        return RawClient.hex(sent);
    }
}
