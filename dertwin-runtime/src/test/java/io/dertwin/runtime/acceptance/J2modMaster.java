package io.dertwin.runtime.acceptance;

import com.ghgande.j2mod.modbus.facade.AbstractModbusMaster;
import com.ghgande.j2mod.modbus.facade.ModbusSerialMaster;
import com.ghgande.j2mod.modbus.facade.ModbusTCPMaster;
import com.ghgande.j2mod.modbus.procimg.InputRegister;
import com.ghgande.j2mod.modbus.procimg.Register;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import com.ghgande.j2mod.modbus.util.BitVector;
import com.ghgande.j2mod.modbus.util.SerialParameters;
import io.dertwin.runtime.protocol.Endpoint;
import io.dertwin.runtime.registers.Table;
import java.util.Arrays;

/** j2mod's. */
record J2modMaster(AbstractModbusMaster master) implements Master {

    private static final int TIMEOUT_MILLIS = 20_000;

    static J2modMaster connect(Endpoint endpoint) throws Exception {
        AbstractModbusMaster master = switch (endpoint.kind()) {
            case "modbus_tcp" -> new ModbusTCPMaster(endpoint.host(), endpoint.port(), TIMEOUT_MILLIS, false);
            case "modbus_rtu_over_tcp" ->
                new ModbusTCPMaster(endpoint.host(), endpoint.port(), TIMEOUT_MILLIS, false, true);
            default -> new ModbusSerialMaster(serial(endpoint.serialPort().orElseThrow()), TIMEOUT_MILLIS);
        };
        master.connect();
        return new J2modMaster(master);
    }

    private static SerialParameters serial(String port) {
        SerialParameters parameters = new SerialParameters();
        parameters.setPortName(port);
        parameters.setBaudRate(115_200);
        parameters.setDatabits(8);
        parameters.setParity("None");
        parameters.setStopbits(1);
        parameters.setEncoding("rtu");
        parameters.setEcho(false);
        return parameters;
    }

    @Override
    public int[] read(Table table, int unitId, int address, int count) throws Exception {
        return switch (table) {
            case COIL -> bits(master.readCoils(unitId, address, count), count);
            case DISCRETE_INPUT -> bits(master.readInputDiscretes(unitId, address, count), count);
            case INPUT_REGISTER -> words(master.readInputRegisters(unitId, address, count));
            case HOLDING_REGISTER -> words(master.readMultipleRegisters(unitId, address, count));
        };
    }

    @Override
    public void write(int unitId, int address, int[] words) throws Exception {
        if (words.length == 1) {
            master.writeSingleRegister(unitId, address, new SimpleRegister(words[0]));
        } else {
            Register[] registers =
                    Arrays.stream(words).mapToObj(SimpleRegister::new).toArray(Register[]::new);
            master.writeMultipleRegisters(unitId, address, registers);
        }
    }

    @Override
    public void close() {
        master.disconnect();
    }

    private static int[] words(InputRegister[] registers) {
        return Arrays.stream(registers).mapToInt(InputRegister::getValue).toArray();
    }

    private static int[] bits(BitVector vector, int count) {
        int[] bits = new int[count];
        for (int i = 0; i < count; i++) {
            bits[i] = vector.getBit(i) ? 1 : 0;
        }
        return bits;
    }
}
