package com.example.ems;

import java.io.IOException;

/** The meter's registers, as its manual lists them. */
final class ModbusMeter implements Meter {

    private static final int TOTAL_ACTIVE_POWER = 40;

    private final ModbusDevice device;

    ModbusMeter(ModbusDevice device) {
        this.device = device;
    }

    @Override
    public double gridPowerKw() throws IOException {
        return device.readSigned32(TOTAL_ACTIVE_POWER) / 10_000.0;
    }
}
