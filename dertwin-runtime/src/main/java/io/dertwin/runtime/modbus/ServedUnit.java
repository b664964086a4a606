package io.dertwin.runtime.modbus;

import io.dertwin.runtime.journal.MappedDevice;

/** A unit, and how the journal knows it. */
record ServedUnit(Unit unit, MappedDevice device) {

    static ServedUnit of(Unit unit) {
        return new ServedUnit(
                unit, new MappedDevice(unit.deviceId(), unit.bank().map()));
    }
}
