package io.dertwin.runtime.modbus.transport;

import static io.dertwin.runtime.modbus.transport.Rtu.frame;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Frames at random, many of them wrong. The build sends 100 000 of each kind with the same seed each time; for a long run:
 *
 * <pre>mvn -pl dertwin-runtime -am verify -Dtest=FuzzTest -Ddertwin.fuzz.frames=100000000 -Ddertwin.fuzz.seed=42</pre>
 */
class FuzzTest {

    private static final int FRAMES = Integer.getInteger("dertwin.fuzz.frames", 100_000);
    private static final long SEED = Long.getLong("dertwin.fuzz.seed", 20_261_101L);
    private static final int MOST_KEPT_BYTES = 512;

    private final Random random = new Random(SEED);
    private final ArrayResponder responder = ArrayResponder.forUnitOne();
    private final ArrayResponder oracle = ArrayResponder.forAnyUnit();

    /** Every connection's bytes are well-formed frames of any content, cut anywhere, at times with a malformed one at the end. */
    @Test
    void should_answer_exactly_what_is_asked_over_tcp_whatever_comes_and_however_it_is_cut() throws Exception {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (ModbusServer server = ModbusServer.start()) {
            InetSocketAddress address = server.tcp(anyPort, responder).address();
            int frames = 0;
            while (frames < FRAMES) {
                frames += converse(address);
            }
            assertThat(server.connectionCount()).isZero();
        }
    }

    private int converse(InetSocketAddress address) throws IOException, InterruptedException {
        int frames = 1 + random.nextInt(200);
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (int i = 0; i < frames; i++) {
            byte[] pdu = randomPdu();
            int unit = random.nextInt(4);
            sent.write(mbap(i, unit, pdu));
            if (unit <= ArrayResponder.UNIT) {
                expected.write(mbap(i, unit, answerTo(pdu)));
            }
        }
        try (RawClient client = new RawClient(address)) {
            sendInPieces(client, sent.toByteArray());
            if (random.nextBoolean()) {
                client.send(malformed());
            } else {
                client.endSending();
            }
            String answers = client.receiveAll();
            assertThat(answers).as("seed %d", SEED).isEqualTo(RawClient.hex(expected.toByteArray()));
        }
        assertThat(responder.awaitClosed()).isNotNull();
        return frames;
    }

    private void sendInPieces(RawClient client, byte[] bytes) throws IOException {
        int at = 0;
        while (at < bytes.length) {
            int length = Math.min(bytes.length - at, 1 + random.nextInt(random.nextInt(10) == 0 ? 20 : 4000));
            byte[] piece = new byte[length];
            System.arraycopy(bytes, at, piece, 0, length);
            client.send(piece);
            at += length;
        }
    }

    private byte[] answerTo(byte[] pdu) {
        ByteBuffer reply = ByteBuffer.allocate(Framing.LARGEST_PDU);
        oracle.respond(new Origin("", ""), 1, ByteBuffer.wrap(pdu), reply);
        byte[] bytes = new byte[reply.flip().remaining()];
        reply.get(bytes);
        return bytes;
    }

    /** Reads only, so that what is expected does not depend on what was written before. */
    private byte[] randomPdu() {
        byte[] pdu = new byte[random.nextInt(5) == 0 ? 1 + random.nextInt(Framing.LARGEST_PDU) : 5];
        random.nextBytes(pdu);
        if (random.nextInt(4) > 0) {
            pdu[0] = (byte) (3 + random.nextInt(2));
        }
        if (pdu.length == 5 && random.nextInt(4) > 0) {
            pdu[3] = 0;
            pdu[4] &= 0x7F;
        }
        if (pdu[0] == 6 || pdu[0] == 16) {
            pdu[0] = 3;
        }
        return pdu;
    }

    private static byte[] mbap(int transactionId, int unit, byte[] pdu) {
        return ByteBuffer.allocate(7 + pdu.length)
                .putShort((short) transactionId)
                .putShort((short) 0)
                .putShort((short) (1 + pdu.length))
                .put((byte) unit)
                .put(pdu)
                .array();
    }

    private byte[] malformed() {
        byte[] bytes = new byte[6 + random.nextInt(30)];
        random.nextBytes(bytes);
        bytes[2] |= 1;
        return bytes;
    }

    /** Noise, broken frames and other units' frames; after a pause a request is answered, and nothing else ever is. */
    @Test
    void should_find_back_to_the_requests_on_a_line_whatever_stood_before() {
        Talk talk = Talk.rtu(responder);
        for (int i = 0; i < FRAMES; i += 10) {
            ByteArrayOutputStream traffic = new ByteArrayOutputStream();
            StringBuilder answers = new StringBuilder();
            for (int k = 0; k < 9; k++) {
                byte[] frame = randomTraffic();
                traffic.writeBytes(frame);
                answers.append(talk.hear(frame));
                assertThat(talk.keptBytes()).isLessThanOrEqualTo(MOST_KEPT_BYTES);
            }
            answers.append(talk.waitMillis(5_001));
            assertThat(talk.keptBytes()).isZero();
            assertThat(answers.isEmpty() || holdsRequestByChance(traffic.toByteArray()))
                    .as("seed %d: %s was answered to %s", SEED, answers, RawClient.hex(traffic.toByteArray()))
                    .isTrue();

            int address = random.nextInt(65_536);
            String sent = talk.hear(frame(String.format("01 03 %04X 00 01", address)));
            assertThat(sent).as("seed %d", SEED).isEqualTo(frame(String.format("01 03 02 %04X", address)));
        }
    }

    /** In millions of random frames, some bytes happen to address unit 1 and to have a good checksum. */
    private static boolean holdsRequestByChance(byte[] traffic) {
        ByteBuffer bytes = ByteBuffer.wrap(traffic);
        for (int from = 0; from < traffic.length; from++) {
            for (int length = 4; traffic[from] == ArrayResponder.UNIT && from + length <= traffic.length; length++) {
                if (Crc16.endsFrame(bytes, from, length)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Nothing here is a request to unit 1. */
    private byte[] randomTraffic() {
        byte[] pdu = randomPdu();
        ByteBuffer others = ByteBuffer.allocate(pdu.length + 1)
                .put((byte) (2 + random.nextInt(245)))
                .put(pdu);
        byte[] frame = Rtu.frame(others.array());
        switch (random.nextInt(6)) {
            case 0 -> frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> frame = Arrays.copyOf(frame, random.nextInt(frame.length));
            case 2 -> random.nextBytes(frame);
            default -> {
                return frame;
            }
        }
        return frame;
    }
}
