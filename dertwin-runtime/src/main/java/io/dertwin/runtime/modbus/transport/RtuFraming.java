package io.dertwin.runtime.modbus.transport;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/**
 * The frames of Modbus RTU: unit id, PDU, CRC. A frame does not say how long it is, other units' answers run on the same
 * line, and there may be noise; so a frame is what has the length of its function code and a good CRC, and whatever stands
 * before one is dropped. When the line falls quiet, what is there is judged as it is; but a request of which only the
 * beginning is there may still go on, since schedulers and gateways make gaps that a wire would not.
 */
final class RtuFraming implements Framing {

    private static final int FRAME_OVERHEAD = 3;
    private static final int TOO_MUCH_TO_KEEP = 2 * RtuLengths.LONGEST;
    private static final long SHORTEST_GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long GAP_CHARACTERS = 5;
    private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final long gapNanos;
    private int unitId;
    private int length;
    private String reason = "";

    /** What may begin at an index. */
    private enum Match {
        REQUEST,
        RESPONSE,
        PERHAPS,
        NO
    }

    private RtuFraming(long gapNanos) {
        this.gapNanos = gapNanos;
    }

    /** For a stream without a speed of its own. */
    static RtuFraming ofStream() {
        return new RtuFraming(SHORTEST_GAP_NANOS);
    }

    /** For a line whose characters may take longer than the gap that ends a frame elsewhere. */
    static RtuFraming ofLine(SerialSettings settings) {
        long characterNanos = settings.bitsPerCharacter() * 1_000_000_000L / settings.baudRate();
        return new RtuFraming(Math.max(SHORTEST_GAP_NANOS, GAP_CHARACTERS * characterNanos));
    }

    @Override
    public Find next(ByteBuffer received, long quietNanos) {
        int start = received.position();
        int available = received.remaining();
        Match match = match(received, start, true);
        if (match == Match.REQUEST || match == Match.RESPONSE) {
            return found(received, match);
        }
        boolean isQuiet = quietNanos >= gapNanos && available > 0;
        if (isQuiet && isWholeFrame(received)) {
            length = available;
            return found(received, Match.REQUEST);
        }
        if (match == Match.NO || isQuiet) {
            int next = nextFrame(received);
            if (next > start) {
                return noise(received, next - start);
            }
        }
        if (isQuiet && isHopeless(received, match, quietNanos)) {
            return noise(received, available);
        }
        return available >= TOO_MUCH_TO_KEEP ? noise(received, available - RtuLengths.LONGEST) : Find.NOTHING;
    }

    private Find found(ByteBuffer received, Match match) {
        unitId = received.get(received.position()) & 0xFF;
        return match == Match.REQUEST ? Find.REQUEST : Find.FOREIGN;
    }

    private Find noise(ByteBuffer received, int bytes) {
        reason = whatIsWrong(received, bytes);
        length = bytes;
        return Find.NOISE;
    }

    /** Whether some frame, of whatever length, fills the bytes received. */
    private static boolean isWholeFrame(ByteBuffer received) {
        int available = received.remaining();
        return available >= RtuLengths.SHORTEST
                && available <= RtuLengths.LONGEST
                && isFunction(received.get(received.position() + 1))
                && Crc16.endsFrame(received, received.position(), available);
    }

    /** Where the next frame begins whose length is known and whose CRC is good; the position itself if there is none. */
    private int nextFrame(ByteBuffer received) {
        for (int at = received.position() + 1; at <= received.limit() - RtuLengths.SHORTEST; at++) {
            Match match = match(received, at, false);
            if (match == Match.REQUEST || match == Match.RESPONSE) {
                return at;
            }
        }
        return received.position();
    }

    /** Whether nothing that may still arrive makes a request of what is there. */
    private static boolean isHopeless(ByteBuffer received, Match match, long quietNanos) {
        if (match == Match.NO || quietNanos >= GIVE_UP_NANOS) {
            return true;
        }
        return received.remaining() >= 2 && !mayBecomeRequest(received);
    }

    private static boolean mayBecomeRequest(ByteBuffer received) {
        int requestLength = RtuLengths.ofRequest(received, received.position());
        return requestLength == RtuLengths.UNDECIDED || requestLength > received.remaining();
    }

    private static String whatIsWrong(ByteBuffer received, int bytes) {
        int requestLength = bytes < 2 ? RtuLengths.NONE : RtuLengths.ofRequest(received, received.position());
        if (requestLength == RtuLengths.UNDECIDED || requestLength > bytes) {
            return "an incomplete RTU frame";
        }
        return requestLength == RtuLengths.NONE ? "bytes that are no RTU frame" : "an RTU frame with a wrong CRC";
    }

    /** Looks whether a frame begins at an index, and sets its length. */
    private Match match(ByteBuffer received, int at, boolean anyFunction) {
        int available = received.limit() - at;
        if (available < 2) {
            return Match.PERHAPS;
        }
        int requestLength = RtuLengths.ofRequest(received, at);
        if (isWhole(received, at, requestLength)) {
            length = requestLength;
            return Match.REQUEST;
        }
        int responseLength = RtuLengths.ofResponse(received, at);
        if (isWhole(received, at, responseLength)) {
            length = responseLength;
            return Match.RESPONSE;
        }
        int function = received.get(at + 1);
        if (isFunction((byte) function) && !RtuLengths.isKnown(function)) {
            return anyFunction ? matchByChecksum(received, at) : Match.PERHAPS;
        }
        return mayComplete(requestLength, available) || mayComplete(responseLength, available)
                ? Match.PERHAPS
                : Match.NO;
    }

    private static boolean isWhole(ByteBuffer received, int at, int length) {
        return length > 0 && at + length <= received.limit() && Crc16.endsFrame(received, at, length);
    }

    private static boolean mayComplete(int length, int available) {
        return length == RtuLengths.UNDECIDED || length > available;
    }

    private static boolean isFunction(byte function) {
        return function > 0;
    }

    /** A frame with a function code of unknown length ends where its CRC is good. */
    private Match matchByChecksum(ByteBuffer received, int at) {
        int available = Math.min(received.limit() - at, RtuLengths.LONGEST);
        int crc = Crc16.START;
        for (int i = 0; i < available; i++) {
            crc = Crc16.next(crc, received.get(at + i));
            if (crc == 0 && i + 1 >= RtuLengths.SHORTEST) {
                length = i + 1;
                return Match.REQUEST;
            }
        }
        return available < RtuLengths.LONGEST ? Match.PERHAPS : Match.NO;
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
        return 1;
    }

    @Override
    public int pduLength() {
        return length - FRAME_OVERHEAD;
    }

    /** A broadcast is never answered. */
    @Override
    public boolean mayAnswer() {
        return unitId != 0;
    }

    @Override
    public long patienceNanos(long quietNanos) {
        return quietNanos < gapNanos ? gapNanos : GIVE_UP_NANOS;
    }

    @Override
    public void frame(ByteBuffer reply, Delivery delivery, ByteBuffer out) {
        int start = out.position();
        out.put((byte) unitId).put(reply);
        int crc = Crc16.of(out, start, out.position() - start);
        int sent = delivery.corruptChecksum() ? ~crc : crc;
        out.put((byte) sent).put((byte) (sent >>> 8));
        if (delivery.length() < out.position() - start) {
            out.position(start + delivery.length());
        }
    }
}
