package io.dertwin.runtime.registers;

/** The four address spaces of Modbus, each from 0 to 65535. */
public enum Table {
    COIL,
    DISCRETE_INPUT,
    INPUT_REGISTER,
    HOLDING_REGISTER;

    /** Whether an address holds one bit rather than a word of 16. */
    public boolean isBits() {
        return this == COIL || this == DISCRETE_INPUT;
    }
}
