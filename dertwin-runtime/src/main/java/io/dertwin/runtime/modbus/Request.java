package io.dertwin.runtime.modbus;

import io.dertwin.runtime.registers.Table;
import java.nio.ByteBuffer;

/**
 * A request about registers, taken apart and checked as the Modbus Application Protocol V1.1b3 demands: length, quantities
 * and values first, addresses next. One object serves one request after the other.
 */
final class Request {

    static final int MAX_READ_BITS = 2000;

    private static final int MAX_READ_REGISTERS = 125;
    private static final int MAX_WRITE_BITS = 1968;
    private static final int MAX_WRITE_REGISTERS = 123;
    private static final int MAX_READ_WRITE_REGISTERS = 121;
    private static final int ADDRESSES = 65_536;
    private static final int COIL_ON = 0xFF00;

    int function;
    Table table;

    int readAddress;
    int readQuantity;

    int writeAddress;
    int writeQuantity;
    /** What is to be written: bits as 0 and 1, or words; of a mask write the two masks. */
    final int[] values = new int[MAX_WRITE_BITS];

    /**
     * Takes a PDU apart.
     *
     * @return an exception code, or {@link ExceptionCode#NONE} if the request can be carried out
     */
    int decode(ByteBuffer pdu) {
        function = pdu.get(pdu.position()) & 0xFF;
        readQuantity = 0;
        writeQuantity = 0;
        return switch (function) {
            case 0x01 -> read(pdu, Table.COIL, MAX_READ_BITS);
            case 0x02 -> read(pdu, Table.DISCRETE_INPUT, MAX_READ_BITS);
            case 0x03 -> read(pdu, Table.HOLDING_REGISTER, MAX_READ_REGISTERS);
            case 0x04 -> read(pdu, Table.INPUT_REGISTER, MAX_READ_REGISTERS);
            case 0x05 -> writeCoil(pdu);
            case 0x06 -> writeRegister(pdu);
            case 0x0F -> writeCoils(pdu);
            case 0x10 -> writeRegisters(pdu);
            case 0x16 -> maskWrite(pdu);
            case 0x17 -> readWrite(pdu);
            default -> ExceptionCode.ILLEGAL_FUNCTION;
        };
    }

    private int read(ByteBuffer pdu, Table from, int most) {
        table = from;
        if (pdu.remaining() != 5) {
            return ExceptionCode.ILLEGAL_DATA_VALUE;
        }
        readAddress = word(pdu, 1);
        readQuantity = word(pdu, 3);
        return check(readAddress, readQuantity, most);
    }

    private int writeCoil(ByteBuffer pdu) {
        table = Table.COIL;
        if (pdu.remaining() != 5) {
            return ExceptionCode.ILLEGAL_DATA_VALUE;
        }
        writeAddress = word(pdu, 1);
        writeQuantity = 1;
        int value = word(pdu, 3);
        values[0] = value == 0 ? 0 : 1;
        return value == 0 || value == COIL_ON ? ExceptionCode.NONE : ExceptionCode.ILLEGAL_DATA_VALUE;
    }

    private int writeRegister(ByteBuffer pdu) {
        table = Table.HOLDING_REGISTER;
        if (pdu.remaining() != 5) {
            return ExceptionCode.ILLEGAL_DATA_VALUE;
        }
        writeAddress = word(pdu, 1);
        writeQuantity = 1;
        values[0] = word(pdu, 3);
        return ExceptionCode.NONE;
    }

    private int writeCoils(ByteBuffer pdu) {
        table = Table.COIL;
        if (pdu.remaining() < 6) {
            return ExceptionCode.ILLEGAL_DATA_VALUE;
        }
        writeAddress = word(pdu, 1);
        writeQuantity = word(pdu, 3);
        int bytes = (writeQuantity + 7) / 8;
        if (writeQuantity > MAX_WRITE_BITS || byteAt(pdu, 5) != bytes || pdu.remaining() != 6 + bytes) {
            return ExceptionCode.ILLEGAL_DATA_VALUE;
        }
        for (int i = 0; i < writeQuantity; i++) {
            values[i] = byteAt(pdu, 6 + i / 8) >> (i % 8) & 1;
        }
        return check(writeAddress, writeQuantity, MAX_WRITE_BITS);
    }

    private int writeRegisters(ByteBuffer pdu) {
        table = Table.HOLDING_REGISTER;
        if (pdu.remaining() < 6) {
            return ExceptionCode.ILLEGAL_DATA_VALUE;
        }
        writeAddress = word(pdu, 1);
        writeQuantity = word(pdu, 3);
        return words(pdu, 5, MAX_WRITE_REGISTERS);
    }

    private int maskWrite(ByteBuffer pdu) {
        table = Table.HOLDING_REGISTER;
        if (pdu.remaining() != 7) {
            return ExceptionCode.ILLEGAL_DATA_VALUE;
        }
        writeAddress = word(pdu, 1);
        writeQuantity = 1;
        values[0] = word(pdu, 3);
        values[1] = word(pdu, 5);
        return ExceptionCode.NONE;
    }

    private int readWrite(ByteBuffer pdu) {
        table = Table.HOLDING_REGISTER;
        if (pdu.remaining() < 10) {
            return ExceptionCode.ILLEGAL_DATA_VALUE;
        }
        readAddress = word(pdu, 1);
        readQuantity = word(pdu, 3);
        writeAddress = word(pdu, 5);
        writeQuantity = word(pdu, 7);
        int reading = check(readAddress, readQuantity, MAX_READ_REGISTERS);
        int writing = words(pdu, 9, MAX_READ_WRITE_REGISTERS);
        boolean badValue = reading == ExceptionCode.ILLEGAL_DATA_VALUE || writing == ExceptionCode.ILLEGAL_DATA_VALUE;
        return badValue ? ExceptionCode.ILLEGAL_DATA_VALUE : Math.max(reading, writing);
    }

    /** The words to write, with their byte count at {@code offset}. */
    private int words(ByteBuffer pdu, int offset, int most) {
        int bytes = 2 * writeQuantity;
        if (writeQuantity > most || byteAt(pdu, offset) != bytes || pdu.remaining() != offset + 1 + bytes) {
            return ExceptionCode.ILLEGAL_DATA_VALUE;
        }
        for (int i = 0; i < writeQuantity; i++) {
            values[i] = word(pdu, offset + 1 + 2 * i);
        }
        return check(writeAddress, writeQuantity, most);
    }

    private static int check(int address, int quantity, int most) {
        if (quantity < 1 || quantity > most) {
            return ExceptionCode.ILLEGAL_DATA_VALUE;
        }
        return address + quantity > ADDRESSES ? ExceptionCode.ILLEGAL_DATA_ADDRESS : ExceptionCode.NONE;
    }

    private static int word(ByteBuffer pdu, int offset) {
        return byteAt(pdu, offset) << 8 | byteAt(pdu, offset + 1);
    }

    private static int byteAt(ByteBuffer pdu, int offset) {
        return pdu.get(pdu.position() + offset) & 0xFF;
    }
}
