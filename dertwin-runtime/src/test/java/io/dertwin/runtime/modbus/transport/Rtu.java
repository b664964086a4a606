package io.dertwin.runtime.modbus.transport;

import java.nio.ByteBuffer;

/** RTU frames for tests. */
final class Rtu {

    private Rtu() {}

    /** These bytes with their CRC. */
    static String frame(String hex) {
        return RawClient.hex(frame(RawClient.bytes(hex)));
    }

    static byte[] frame(byte[] bytes) {
        int crc = Crc16.of(ByteBuffer.wrap(bytes), 0, bytes.length);
        return ByteBuffer.allocate(bytes.length + 2)
                .put(bytes)
                .put((byte) crc)
                .put((byte) (crc >>> 8))
                .array();
    }

    /** These bytes with a CRC that is wrong. */
    static String brokenFrame(String hex) {
        byte[] frame = RawClient.bytes(frame(hex));
        frame[frame.length - 1] ^= 0x55;
        return RawClient.hex(frame);
    }
}
