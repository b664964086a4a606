package io.dertwin.runtime.registers;

import java.util.Locale;

/** The four address spaces of Modbus, each from 0 to 65535. */
public enum Table {
    COIL,
    DISCRETE_INPUT,
    INPUT_REGISTER,
    HOLDING_REGISTER;

    /** As people say it: {@code holding register}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether an address holds one bit rather than a word of 16. */
    public boolean isBits() {
        return this == COIL || this == DISCRETE_INPUT;
    }
}
