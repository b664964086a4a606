package io.dertwin.runtime.modbus;

import io.dertwin.runtime.engine.CommandWrite;
import io.dertwin.runtime.registers.RegisterAccessException;
import io.dertwin.runtime.registers.RegisterBank;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Carries requests out on a device's registers and writes their replies. One object serves one request after the other. */
final class Execution {

    private final int[] readings = new int[Request.MAX_READ_BITS];

    private Optional<CommandWrite> written = Optional.empty();

    /** Reads and writes what the request wants; after an exception nothing has changed. */
    void carryOut(Request request, RegisterBank bank) throws RegisterAccessException {
        written = Optional.empty();
        if (request.writeQuantity == 0) {
            bank.read(request.table, request.readAddress, request.readQuantity, readings);
            return;
        }
        // What is read, masked and written here must not be somebody else's write in between.
        synchronized (bank) {
            if (request.readQuantity > 0) {
                bank.read(request.table, request.readAddress, request.readQuantity, readings);
            }
            write(request, bank);
            if (request.readQuantity > 0) {
                bank.read(request.table, request.readAddress, request.readQuantity, readings);
            }
        }
    }

    private void write(Request request, RegisterBank bank) throws RegisterAccessException {
        if (request.function == 0x16) {
            bank.read(request.table, request.writeAddress, 1, readings);
            int and = request.values[0];
            int or = request.values[1];
            request.values[0] = readings[0] & and | or & ~and & 0xFFFF;
        }
        written = bank.write(request.table, request.writeAddress, request.writeQuantity, request.values);
    }

    /** What the last request read. */
    int[] readings() {
        return readings;
    }

    /** The commands that the last request sent on their way. */
    Optional<CommandWrite> written() {
        return written;
    }

    /** Writes the reply to the request that was carried out last. */
    void reply(Request request, ByteBuffer pdu, ByteBuffer reply) {
        switch (request.function) {
            case 0x01, 0x02 -> replyBits(request, reply);
            case 0x03, 0x04, 0x17 -> replyWords(request, reply);
            // the address and what follows it, up to the quantity, value or masks
            case 0x0F, 0x10 -> echo(pdu, 5, reply);
            default -> echo(pdu, pdu.remaining(), reply);
        }
    }

    private void replyBits(Request request, ByteBuffer reply) {
        int bytes = (request.readQuantity + 7) / 8;
        reply.put((byte) request.function).put((byte) bytes);
        for (int i = 0; i < bytes; i++) {
            int end = Math.min(request.readQuantity, 8 * i + 8);
            int packed = 0;
            for (int bit = end - 1; bit >= 8 * i; bit--) {
                packed = packed << 1 | readings[bit] & 1;
            }
            reply.put((byte) packed);
        }
    }

    private void replyWords(Request request, ByteBuffer reply) {
        reply.put((byte) request.function).put((byte) (2 * request.readQuantity));
        for (int i = 0; i < request.readQuantity; i++) {
            reply.putShort((short) readings[i]);
        }
    }

    private static void echo(ByteBuffer pdu, int length, ByteBuffer reply) {
        for (int i = 0; i < length; i++) {
            reply.put(pdu.get(pdu.position() + i));
        }
    }
}
