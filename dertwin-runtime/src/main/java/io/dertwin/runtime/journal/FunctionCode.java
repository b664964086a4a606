package io.dertwin.runtime.journal;

import io.dertwin.runtime.registers.Table;
import java.util.Optional;

/** The Modbus functions that devices here understand. */
public enum FunctionCode {
    READ_COILS(0x01, Table.COIL),
    READ_DISCRETE_INPUTS(0x02, Table.DISCRETE_INPUT),
    READ_HOLDING_REGISTERS(0x03, Table.HOLDING_REGISTER),
    READ_INPUT_REGISTERS(0x04, Table.INPUT_REGISTER),
    WRITE_SINGLE_COIL(0x05, Table.COIL),
    WRITE_SINGLE_REGISTER(0x06, Table.HOLDING_REGISTER),
    DIAGNOSTICS(0x08, null),
    WRITE_MULTIPLE_COILS(0x0F, Table.COIL),
    WRITE_MULTIPLE_REGISTERS(0x10, Table.HOLDING_REGISTER),
    MASK_WRITE_REGISTER(0x16, Table.HOLDING_REGISTER),
    READ_WRITE_MULTIPLE_REGISTERS(0x17, Table.HOLDING_REGISTER),
    ENCAPSULATED_INTERFACE(0x2B, null);

    private static final FunctionCode[] BY_CODE = new FunctionCode[256];

    static {
        for (FunctionCode function : values()) {
            BY_CODE[function.code] = function;
        }
    }

    private final int code;
    private final Table table;

    FunctionCode(int code, Table table) {
        this.code = code;
        this.table = table;
    }

    /** The function of this code, from 0 to 255; empty if no device here understands it. */
    public static Optional<FunctionCode> of(int code) {
        return Optional.ofNullable(BY_CODE[code]);
    }

    /** The first byte of a request. */
    public int code() {
        return code;
    }

    /** The table that the function reads or writes; empty if it is not about registers. */
    public Optional<Table> table() {
        return Optional.ofNullable(table);
    }

    /** Whether a serial line carries it to all units at once: what writes and reads nothing. */
    public boolean isBroadcast() {
        return table != null && code > READ_INPUT_REGISTERS.code && this != READ_WRITE_MULTIPLE_REGISTERS;
    }
}
