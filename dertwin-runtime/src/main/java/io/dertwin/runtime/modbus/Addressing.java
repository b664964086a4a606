package io.dertwin.runtime.modbus;

/** Whom a unit id means, which differs between networks and serial lines. */
public enum Addressing {
    /**
     * Modbus TCP. A unit that is not there is answered for with exception 0B, as a gateway does. Where a port serves one
     * unit only, ids 0 and 255 mean that unit, as the TCP implementation guide has it for devices that need no id.
     */
    TCP,
    /**
     * A serial line, or a TCP port that carries its frames. A unit that is not there stays silent; id 0 is for all and
     * answered by none.
     */
    SERIAL
}
