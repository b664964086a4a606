package com.example.ems;

import com.ghgande.j2mod.modbus.ModbusException;
import com.ghgande.j2mod.modbus.facade.ModbusTCPMaster;
import com.ghgande.j2mod.modbus.procimg.InputRegister;
import com.ghgande.j2mod.modbus.procimg.Register;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import java.io.IOException;

/** Registers of a device on Modbus TCP. The connection is opened when it is first needed, and again after a failure. */
final class ModbusDevice implements AutoCloseable {

    /** A control loop that turns every second has no use for a later answer, and asks again anyway. */
    private static final int TIMEOUT_MILLIS = 500;

    private static final int TRIES = 1;

    private final ModbusTCPMaster master;
    private final int unitId;

    ModbusDevice(String host, int port, int unitId) {
        this.master = new ModbusTCPMaster(host, port, TIMEOUT_MILLIS, false);
        this.unitId = unitId;
    }

    int readUnsigned(int address) throws IOException {
        return read(address, 1)[0].toUnsignedShort();
    }

    /** A signed number in two registers, the high word first. */
    int readSigned32(int address) throws IOException {
        InputRegister[] words = read(address, 2);
        return words[0].toUnsignedShort() << 16 | words[1].toUnsignedShort();
    }

    void write(int address, int value) throws IOException {
        call(() -> master.writeSingleRegister(unitId, address, new SimpleRegister(value)));
    }

    /** A signed number in two registers, the high word first. */
    void writeSigned32(int address, int value) throws IOException {
        Register[] words = {new SimpleRegister(value >>> 16), new SimpleRegister(value & 0xFFFF)};
        call(() -> master.writeMultipleRegisters(unitId, address, words));
    }

    private InputRegister[] read(int address, int count) throws IOException {
        return call(() -> master.readInputRegisters(unitId, address, count));
    }

    /** A request to the device. */
    private interface Request<T> {
        T send() throws ModbusException;
    }

    private <T> T call(Request<T> request) throws IOException {
        try {
            if (!master.isConnected()) {
                master.connect();
                master.setRetries(TRIES);
            }
            return request.send();
        } catch (Exception e) {
            master.disconnect();
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        master.disconnect();
    }
}
