package io.dertwin.runtime.modbus;

import java.nio.ByteBuffer;

/** Function 43/14, read device identification, for the objects of the basic and the regular category. */
final class IdentificationFunction {

    private static final int READ_DEVICE_IDENTIFICATION = 0x0E;

    private static final int BASIC_STREAM = 1;
    private static final int EXTENDED_STREAM = 3;
    private static final int INDIVIDUAL = 4;

    /** Basic and regular objects, by stream and one by one. */
    private static final int CONFORMITY_LEVEL = 0x82;

    private static final int LAST_BASIC_OBJECT = 2;
    private static final int HEADER_LENGTH = 7;
    private static final int OBJECT_HEADER_LENGTH = 2;
    private static final int LONGEST_PDU = 253;
    private static final int LONGEST_OBJECT = LONGEST_PDU - HEADER_LENGTH - OBJECT_HEADER_LENGTH;

    private IdentificationFunction() {}

    /**
     * @param request the PDU after its function code
     * @return an exception code, or {@link ExceptionCode#NONE} if the reply is written
     */
    static int respond(ByteBuffer request, DeviceIdentification identification, ByteBuffer reply) {
        if (request.remaining() == 0 || request.get(request.position()) != READ_DEVICE_IDENTIFICATION) {
            return ExceptionCode.ILLEGAL_FUNCTION;
        }
        if (request.remaining() != 3) {
            return ExceptionCode.ILLEGAL_DATA_VALUE;
        }
        int category = request.get(request.position() + 1) & 0xFF;
        int wanted = request.get(request.position() + 2) & 0xFF;
        byte[][] objects = identification.objects();
        boolean known = wanted < objects.length && objects[wanted].length > 0;
        if (category == INDIVIDUAL) {
            if (!known) {
                return ExceptionCode.ILLEGAL_DATA_ADDRESS;
            }
            writeStream(category, objects, wanted, wanted, reply);
            return ExceptionCode.NONE;
        }
        if (category < BASIC_STREAM || category > EXTENDED_STREAM) {
            return ExceptionCode.ILLEGAL_DATA_VALUE;
        }
        int last = category == BASIC_STREAM ? LAST_BASIC_OBJECT : objects.length - 1;
        writeStream(category, objects, known && wanted <= last ? wanted : 0, last, reply);
        return ExceptionCode.NONE;
    }

    /** Objects from one to another, as many as fit; the client asks for the rest. */
    private static void writeStream(int category, byte[][] objects, int from, int to, ByteBuffer reply) {
        int start = reply.position();
        reply.put((byte) 0x2B).put((byte) READ_DEVICE_IDENTIFICATION).put((byte) category);
        reply.put((byte) CONFORMITY_LEVEL).put((byte) 0).put((byte) 0).put((byte) 0);
        int count = 0;
        for (int id = from; id <= to; id++) {
            int length = Math.min(objects[id].length, LONGEST_OBJECT);
            if (length == 0) {
                continue;
            }
            if (reply.position() - start + OBJECT_HEADER_LENGTH + length > LONGEST_PDU) {
                reply.put(start + 4, (byte) 0xFF).put(start + 5, (byte) id);
                break;
            }
            reply.put((byte) id).put((byte) length).put(objects[id], 0, length);
            count++;
        }
        reply.put(start + 6, (byte) count);
    }
}
