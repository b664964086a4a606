package io.dertwin.runtime.modbus.transport;

import java.nio.ByteBuffer;

/** The frames of Modbus TCP: transaction id, protocol id, length, unit id, PDU. */
final class MbapFraming implements Framing {

    private static final int HEADER = 7;
    private static final int LENGTH_END = 6;
    private static final int SHORTEST_LENGTH = 2;
    private static final int LONGEST_LENGTH = LARGEST_PDU + 1;

    private int transactionId;
    private int unitId;
    private int length;
    private String reason = "";

    @Override
    public Find next(ByteBuffer received, long quietNanos) {
        int available = received.remaining();
        if (available < LENGTH_END) {
            return Find.NOTHING;
        }
        int start = received.position();
        int protocolId = received.getShort(start + 2);
        int announced = received.getShort(start + 4) & 0xFFFF;
        if (protocolId != 0 || announced < SHORTEST_LENGTH || announced > LONGEST_LENGTH) {
            return broken(available, protocolId & 0xFFFF, announced);
        }
        if (available < LENGTH_END + announced) {
            return Find.NOTHING;
        }
        length = LENGTH_END + announced;
        transactionId = received.getShort(start);
        unitId = received.get(start + LENGTH_END) & 0xFF;
        return Find.REQUEST;
    }

    private Find broken(int available, int protocolId, int announced) {
        length = available;
        reason = protocolId != 0
                ? "MBAP header with protocol id " + protocolId + " instead of 0"
                : "MBAP header with length " + announced + ", not " + SHORTEST_LENGTH + " to " + LONGEST_LENGTH;
        return Find.BROKEN;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public String reason() {
        return reason;
    }

    @Override
    public int unitId() {
        return unitId;
    }

    @Override
    public int pduOffset() {
        return HEADER;
    }

    @Override
    public int pduLength() {
        return length - HEADER;
    }

    @Override
    public boolean mayAnswer() {
        return true;
    }

    @Override
    public long patienceNanos(long quietNanos) {
        return NEVER;
    }

    @Override
    public void frame(ByteBuffer reply, Delivery delivery, ByteBuffer out) {
        int start = out.position();
        out.putShort((short) (transactionId + delivery.transactionShift()))
                .putShort((short) 0)
                .putShort((short) (1 + reply.remaining()))
                .put((byte) unitId)
                .put(reply);
        if (delivery.length() < out.position() - start) {
            out.position(start + delivery.length());
        }
    }
}
