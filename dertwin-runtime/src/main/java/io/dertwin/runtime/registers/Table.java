package io.dertwin.runtime.registers;

import java.util.Locale;

/** The four address spaces of Modbus, each from 0 to 65535. */
public enum Table {
    COIL,
    DISCRETE_INPUT,
    INPUT_REGISTER,
    HOLDING_REGISTER;

    /** The function code that reads it. */
    public int readFunction() {
        return switch (this) {
            case COIL -> 0x01;
            case DISCRETE_INPUT -> 0x02;
            case HOLDING_REGISTER -> 0x03;
            case INPUT_REGISTER -> 0x04;
        };
    }

    /** As people say it: {@code holding register}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether an address holds one bit rather than a word of 16. */
    public boolean isBits() {
        return this == COIL || this == DISCRETE_INPUT;
    }
}
