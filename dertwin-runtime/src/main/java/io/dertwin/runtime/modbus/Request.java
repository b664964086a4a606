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
    /** What is wrong with the request, if anything is. */
    String problem = "";

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
        problem = "";
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
            default -> unknownFunction();
        };
    }

    private int unknownFunction() {
        problem = "no device here has function " + function;
        return ExceptionCode.ILLEGAL_FUNCTION;
    }

    private int wrongLength(ByteBuffer pdu) {
        problem = "function " + function + " does not come in " + pdu.remaining() + " bytes";
        return ExceptionCode.ILLEGAL_DATA_VALUE;
    }

    private int read(ByteBuffer pdu, Table from, int most) {
        table = from;
        if (pdu.remaining() != 5) {
            return wrongLength(pdu);
        }
        readAddress = word(pdu, 1);
        readQuantity = word(pdu, 3);
        return check(readAddress, readQuantity, most);
    }

    private int writeCoil(ByteBuffer pdu) {
        table = Table.COIL;
        if (pdu.remaining() != 5) {
            return wrongLength(pdu);
        }
        writeAddress = word(pdu, 1);
        writeQuantity = 1;
        int value = word(pdu, 3);
        if (value != 0 && value != COIL_ON) {
            problem = String.format("a coil is switched by 0000 or FF00, not by %04X", value);
            return ExceptionCode.ILLEGAL_DATA_VALUE;
        }
        values[0] = value == 0 ? 0 : 1;
        return ExceptionCode.NONE;
    }

    private int writeRegister(ByteBuffer pdu) {
        table = Table.HOLDING_REGISTER;
        if (pdu.remaining() != 5) {
            return wrongLength(pdu);
        }
        writeAddress = word(pdu, 1);
        writeQuantity = 1;
        values[0] = word(pdu, 3);
        return ExceptionCode.NONE;
    }

    private int writeCoils(ByteBuffer pdu) {
        table = Table.COIL;
        if (pdu.remaining() < 6) {
            return wrongLength(pdu);
        }
        writeAddress = word(pdu, 1);
        writeQuantity = word(pdu, 3);
        int refused = checkWrite(pdu, 5, (writeQuantity + 7) / 8, MAX_WRITE_BITS);
        if (refused != ExceptionCode.NONE) {
            return refused;
        }
        for (int i = 0; i < writeQuantity; i++) {
            values[i] = byteAt(pdu, 6 + i / 8) >> (i % 8) & 1;
        }
        return ExceptionCode.NONE;
    }

    private int writeRegisters(ByteBuffer pdu) {
        table = Table.HOLDING_REGISTER;
        if (pdu.remaining() < 6) {
            return wrongLength(pdu);
        }
        writeAddress = word(pdu, 1);
        writeQuantity = word(pdu, 3);
        return words(pdu, 5, MAX_WRITE_REGISTERS);
    }

    private int maskWrite(ByteBuffer pdu) {
        table = Table.HOLDING_REGISTER;
        if (pdu.remaining() != 7) {
            return wrongLength(pdu);
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
            return wrongLength(pdu);
        }
        readAddress = word(pdu, 1);
        readQuantity = word(pdu, 3);
        writeAddress = word(pdu, 5);
        writeQuantity = word(pdu, 7);
        int reading = check(readAddress, readQuantity, MAX_READ_REGISTERS);
        if (reading == ExceptionCode.ILLEGAL_DATA_VALUE) {
            return reading;
        }
        int writing = words(pdu, 9, MAX_READ_WRITE_REGISTERS);
        return writing == ExceptionCode.NONE ? reading : writing;
    }

    /** The words to write, with their byte count at {@code offset}. */
    private int words(ByteBuffer pdu, int offset, int most) {
        int refused = checkWrite(pdu, offset, 2 * writeQuantity, most);
        if (refused != ExceptionCode.NONE) {
            return refused;
        }
        for (int i = 0; i < writeQuantity; i++) {
            values[i] = word(pdu, offset + 1 + 2 * i);
        }
        return ExceptionCode.NONE;
    }

    private int checkWrite(ByteBuffer pdu, int offset, int bytes, int most) {
        int refused = check(writeAddress, writeQuantity, most);
        if (refused == ExceptionCode.ILLEGAL_DATA_VALUE) {
            return refused;
        }
        int announced = byteAt(pdu, offset);
        int found = pdu.remaining() - offset - 1;
        if (announced != bytes || found != bytes) {
            problem = "a quantity of " + writeQuantity + " takes " + bytes + " bytes, but " + announced
                    + " are announced and " + found + " follow";
            return ExceptionCode.ILLEGAL_DATA_VALUE;
        }
        return refused;
    }

    private int check(int address, int quantity, int most) {
        if (quantity < 1 || quantity > most) {
            problem = "the quantity must be from 1 to " + most + ", but is " + quantity;
            return ExceptionCode.ILLEGAL_DATA_VALUE;
        }
        if (address + quantity > ADDRESSES) {
            problem = quantity + " addresses from " + address + " on go past 65535";
            return ExceptionCode.ILLEGAL_DATA_ADDRESS;
        }
        return ExceptionCode.NONE;
    }

    private static int word(ByteBuffer pdu, int offset) {
        return byteAt(pdu, offset) << 8 | byteAt(pdu, offset + 1);
    }

    private static int byteAt(ByteBuffer pdu, int offset) {
        return pdu.get(pdu.position() + offset) & 0xFF;
    }
}
