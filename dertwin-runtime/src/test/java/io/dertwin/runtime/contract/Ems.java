package io.dertwin.runtime.contract;

import com.ghgande.j2mod.modbus.ModbusException;
import com.ghgande.j2mod.modbus.ModbusSlaveException;
import com.ghgande.j2mod.modbus.facade.ModbusTCPMaster;
import com.ghgande.j2mod.modbus.procimg.Register;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import io.dertwin.client.ModbusEndpoint;
import java.util.Optional;

/** An EMS as far as the wire can tell. */
final class Ems implements AutoCloseable {

    private final ModbusTCPMaster master;
    private final int unitId;

    Ems(ModbusEndpoint device) throws Exception {
        master = new ModbusTCPMaster(device.host(), device.port());
        unitId = device.unitId();
        master.connect();
    }

    /** Function 06; a refusal by the device is none of the EMS's worries here. */
    void write(int address, int value) throws ModbusException {
        try {
            master.writeSingleRegister(unitId, address, new SimpleRegister(value));
        } catch (ModbusSlaveException refused) {
            // the journal has it
        }
    }

    /** Function 16, of a number in two registers. */
    void writeLong(int address, int value) {
        Register[] words = {new SimpleRegister(value >>> 16), new SimpleRegister(value & 0xFFFF)};
        try {
            master.writeMultipleRegisters(unitId, address, words);
        } catch (ModbusException e) {
            throw new IllegalStateException(e);
        }
    }

    void readInputs(int address, int count) throws ModbusException {
        master.readInputRegisters(unitId, address, count);
    }

    /** What the reply says, if it is a good one. */
    Optional<Integer> tryToReadInputs(int address, int count) {
        try {
            return Optional.of(master.readInputRegisters(unitId, address, count)[0].getValue());
        } catch (ModbusException refused) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        master.disconnect();
    }
}
