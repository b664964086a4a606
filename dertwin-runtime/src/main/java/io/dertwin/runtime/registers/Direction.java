package io.dertwin.runtime.registers;

import java.util.Locale;

/** Whether a register is read by the master or written by it. */
public enum Direction {
    READ,
    WRITE;

    /** As register maps write it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
