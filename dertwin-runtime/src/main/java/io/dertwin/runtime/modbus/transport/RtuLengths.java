package io.dertwin.runtime.modbus.transport;

import java.nio.ByteBuffer;

/** How long RTU frames are, which do not say so themselves: it follows from the function code and, often, a byte count. */
final class RtuLengths {

    static final int SHORTEST = 4;
    static final int LONGEST = 256;

    /** There is no such frame. */
    static final int NONE = 0;

    /** The bytes that tell have not arrived. */
    static final int UNDECIDED = -1;

    static final int ENCAPSULATED_INTERFACE = 0x2B;

    private static final int EXCEPTION = 0x80;
    private static final int DEVICE_IDENTIFICATION = 0x0E;

    private RtuLengths() {}

    /** Whether the length of requests with this function code is known. */
    static boolean isKnown(int function) {
        return switch (function) {
            case 1, 2, 3, 4, 5, 6, 7, 8, 0x0B, 0x0C, 0x0F, 0x10, 0x11, 0x14, 0x15, 0x16, 0x17, 0x18 -> true;
            default -> false;
        };
    }

    /** The length of the request that begins at an index, unit id and CRC included. */
    static int ofRequest(ByteBuffer bytes, int at) {
        return switch (function(bytes, at)) {
            case 1, 2, 3, 4, 5, 6, 8 -> 8;
            case 7, 0x0B, 0x0C, 0x11 -> 4;
            case 0x0F, 0x10 -> counted(bytes, at, 6, 1);
            case 0x14, 0x15 -> counted(bytes, at, 2, 1);
            case 0x16 -> 10;
            case 0x17 -> counted(bytes, at, 10, 1);
            case 0x18 -> 6;
            case ENCAPSULATED_INTERFACE -> ofEncapsulatedRequest(bytes, at);
            default -> NONE;
        };
    }

    /** The length of the response that begins at an index. */
    static int ofResponse(ByteBuffer bytes, int at) {
        int function = function(bytes, at);
        return switch (function) {
            case 1, 2, 0x0C, 0x11, 0x14, 0x15 -> counted(bytes, at, 2, 1);
            case 3, 4, 0x17 -> counted(bytes, at, 2, 2);
            case 5, 6, 8, 0x0B, 0x0F, 0x10 -> 8;
            case 7 -> 5;
            case 0x16 -> 10;
            case 0x18 -> counted(bytes, at, 3, 2);
            default -> function > EXCEPTION ? 5 : NONE;
        };
    }

    private static int ofEncapsulatedRequest(ByteBuffer bytes, int at) {
        if (at + 2 >= bytes.limit()) {
            return UNDECIDED;
        }
        return bytes.get(at + 2) == DEVICE_IDENTIFICATION ? 7 : NONE;
    }

    /** A frame with a byte count at an offset, which is a multiple of something, then that many bytes, then the CRC. */
    private static int counted(ByteBuffer bytes, int at, int offset, int multiple) {
        if (at + offset >= bytes.limit()) {
            return UNDECIDED;
        }
        int count = bytes.get(at + offset) & 0xFF;
        int length = offset + 1 + count + 2;
        return count == 0 || count % multiple != 0 || length > LONGEST ? NONE : length;
    }

    private static int function(ByteBuffer bytes, int at) {
        return bytes.get(at + 1) & 0xFF;
    }
}
