package io.dertwin.runtime.registers;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The Modbus functions that a register map may name; they say in which table a register stands and who sets it. */
enum Function {
    READ_COILS(0x01, Table.COIL, Direction.READ),
    READ_DISCRETE_INPUTS(0x02, Table.DISCRETE_INPUT, Direction.READ),
    READ_HOLDING_REGISTERS(0x03, Table.HOLDING_REGISTER, Direction.READ),
    READ_INPUT_REGISTERS(0x04, Table.INPUT_REGISTER, Direction.READ),
    WRITE_SINGLE_COIL(0x05, Table.COIL, Direction.WRITE),
    WRITE_SINGLE_REGISTER(0x06, Table.HOLDING_REGISTER, Direction.WRITE),
    WRITE_MULTIPLE_COILS(0x0F, Table.COIL, Direction.WRITE),
    WRITE_MULTIPLE_REGISTERS(0x10, Table.HOLDING_REGISTER, Direction.WRITE);

    private final int code;
    private final Table table;
    private final Direction direction;

    Function(int code, Table table, Direction direction) {
        this.code = code;
        this.table = table;
        this.direction = direction;
    }

    static Optional<Function> of(long code) {
        return Arrays.stream(values()).filter(function -> function.code == code).findFirst();
    }

    /** What a map may say, to complete "must be ". */
    static String choice() {
        return choice(Direction.READ) + " to read, or " + choice(Direction.WRITE) + " to write";
    }

    private static String choice(Direction direction) {
        List<String> codes = Arrays.stream(values())
                .filter(function -> function.direction == direction)
                .map(Function::text)
                .toList();
        return String.join(", ", codes.subList(0, 3)) + " or " + codes.get(3);
    }

    Table table() {
        return table;
    }

    Direction direction() {
        return direction;
    }

    /** The code as maps and data sheets write it. */
    String text() {
        return String.format("0x%02X", code);
    }
}
