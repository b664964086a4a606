package io.dertwin.runtime.modbus;

import io.dertwin.runtime.fault.FaultRegistry;
import io.dertwin.runtime.fault.FaultTarget;
import io.dertwin.runtime.journal.MappedDevice;

/** A unit, how the journal knows it, and what faults can befall it. */
record ServedUnit(Unit unit, MappedDevice device, FaultTarget faults) {

    static ServedUnit of(Unit unit, FaultRegistry faults) {
        return new ServedUnit(
                unit,
                new MappedDevice(unit.deviceId(), unit.bank().map()),
                faults.attach(unit.deviceId(), unit.bank()));
    }
}
