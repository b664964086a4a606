package io.dertwin.runtime.protocol;

import io.dertwin.runtime.registers.Register;
import io.dertwin.runtime.registers.RegisterMap;

/** The registers of a device as clients of one of its bindings find them. */
public interface BoundRegisters {

    /** Where the clients find them. */
    Endpoint endpoint();

    /** What the journal calls the binding: {@code modbus_tcp 0.0.0.0:55001}. */
    String binding();

    /** What registers there are. */
    RegisterMap map();

    /** What a client that reads the register finds there now, be it true or a fault's doing; of coils their bits. */
    int[] words(Register register);
}
