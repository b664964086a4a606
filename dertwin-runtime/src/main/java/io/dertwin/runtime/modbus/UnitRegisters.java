package io.dertwin.runtime.modbus;

import io.dertwin.runtime.protocol.BoundRegisters;
import io.dertwin.runtime.protocol.Endpoint;
import io.dertwin.runtime.registers.Register;
import io.dertwin.runtime.registers.RegisterAccessException;
import io.dertwin.runtime.registers.RegisterMap;

/** What a master finds in the registers of a unit. */
record UnitRegisters(Endpoint endpoint, String binding, ServedUnit unit) implements BoundRegisters {

    @Override
    public RegisterMap map() {
        return unit.unit().bank().map();
    }

    @Override
    public int[] words(Register register) {
        int[] words = new int[register.count()];
        try {
            unit.faults()
                    .shown(binding, register.table().readFunction())
                    .read(register.table(), register.address(), register.count(), words);
            return words;
        } catch (RegisterAccessException e) {
            throw new IllegalStateException("a mapped register cannot be read: " + register.name(), e);
        }
    }
}
