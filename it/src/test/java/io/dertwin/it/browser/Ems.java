package io.dertwin.it.browser;

import com.ghgande.j2mod.modbus.ModbusException;
import com.ghgande.j2mod.modbus.ModbusSlaveException;
import com.ghgande.j2mod.modbus.facade.ModbusTCPMaster;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import io.dertwin.client.ModbusEndpoint;

/** An energy management system as far as one device sees it. */
final class Ems implements AutoCloseable {

    private final ModbusTCPMaster master;
    private final int unitId;

    Ems(ModbusEndpoint device) throws Exception {
        master = new ModbusTCPMaster(device.host(), device.port());
        unitId = device.unitId();
        master.connect();
    }

    void readInputs(int address, int count) throws ModbusException {
        master.readInputRegisters(unitId, address, count);
    }

    void readHoldings(int address, int count) throws ModbusException {
        master.readMultipleRegisters(unitId, address, count);
    }

    /** Whether it was taken. */
    boolean write(int address, int value) throws ModbusException {
        try {
            master.writeSingleRegister(unitId, address, new SimpleRegister(value));
            return true;
        } catch (ModbusSlaveException refused) {
            return false;
        }
    }

    /** Of a number in two registers. */
    void writeLong(int address, int value) throws ModbusException {
        SimpleRegister[] words = {new SimpleRegister(value >>> 16), new SimpleRegister(value & 0xFFFF)};
        master.writeMultipleRegisters(unitId, address, words);
    }

    @Override
    public void close() {
        master.disconnect();
    }
}
