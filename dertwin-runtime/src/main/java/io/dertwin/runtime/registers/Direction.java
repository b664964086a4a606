package io.dertwin.runtime.registers;

/** Whether a register is read by the master or written by it. */
public enum Direction {
    READ,
    WRITE
}
