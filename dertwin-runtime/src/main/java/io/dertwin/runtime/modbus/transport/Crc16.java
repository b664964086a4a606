package io.dertwin.runtime.modbus.transport;

import java.nio.ByteBuffer;

/** The checksum of Modbus RTU: polynomial 0xA001 (reflected), low byte first on the wire. */
final class Crc16 {

    /** What the checksum of no bytes at all is. */
    static final int START = 0xFFFF;

    private static final int POLYNOMIAL = 0xA001;
    private static final char[] TABLE = new char[256];

    static {
        for (int i = 0; i < TABLE.length; i++) {
            int crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ POLYNOMIAL;
            }
            TABLE[i] = (char) crc;
        }
    }

    private Crc16() {}

    static int of(ByteBuffer bytes, int from, int length) {
        int crc = START;
        for (int i = from; i < from + length; i++) {
            crc = next(crc, bytes.get(i));
        }
        return crc;
    }

    /** The checksum with one byte more. */
    static int next(int crc, byte value) {
        return crc >>> 8 ^ TABLE[(crc ^ value) & 0xFF];
    }

    /** Whether the last two of these bytes are the checksum of those before. */
    static boolean endsFrame(ByteBuffer bytes, int from, int length) {
        return of(bytes, from, length) == 0;
    }
}
