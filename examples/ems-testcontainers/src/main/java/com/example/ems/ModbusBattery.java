package com.example.ems;

import java.io.IOException;

/** The battery's registers, as its manual lists them. */
final class ModbusBattery implements Battery {

    private static final int WORKING_STATUS = 10050;
    private static final int START_STOP_STANDBY = 10055;
    private static final int ACTIVE_POWER = 10059;
    private static final int ACTIVE_POWER_SETPOINT = 10126;
    private static final int STATE_OF_CHARGE = 32002;

    private static final int RUNNING = 1;
    private static final int START = 1;

    private final ModbusDevice device;

    ModbusBattery(ModbusDevice device) {
        this.device = device;
    }

    @Override
    public double stateOfChargePercent() throws IOException {
        return device.readUnsigned(STATE_OF_CHARGE) / 10.0;
    }

    @Override
    public double powerKw() throws IOException {
        return device.readSigned32(ACTIVE_POWER) / 10.0;
    }

    @Override
    public boolean isRunning() throws IOException {
        return device.readUnsigned(WORKING_STATUS) == RUNNING;
    }

    @Override
    public void start() throws IOException {
        device.write(START_STOP_STANDBY, START);
    }

    @Override
    public void setPowerKw(double powerKw) throws IOException {
        device.writeSigned32(ACTIVE_POWER_SETPOINT, (int) Math.round(powerKw * 10));
    }
}
