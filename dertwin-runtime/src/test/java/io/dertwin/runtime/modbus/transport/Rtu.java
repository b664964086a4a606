package io.dertwin.runtime.modbus.transport;

import java.nio.ByteBuffer;

/** RTU frames for tests. */
final class Rtu {

    private Rtu() {}

    /** These bytes with their CRC. */
    static String frame(String hex) {
        byte[] bytes = RawClient.bytes(hex);
        int crc = Crc16.of(ByteBuffer.wrap(bytes), 0, bytes.length);
        return RawClient.hex(bytes) + String.format(" %02X %02X", crc & 0xFF, crc >>> 8);
    }

    /** These bytes with a CRC that is wrong. */
    static String brokenFrame(String hex) {
        byte[] frame = RawClient.bytes(frame(hex));
        frame[frame.length - 1] ^= 0x55;
        return RawClient.hex(frame);
    }
}
