package io.dertwin.it.browser;

import com.ghgande.j2mod.modbus.ModbusException;
import com.ghgande.j2mod.modbus.ModbusSlaveException;
import com.ghgande.j2mod.modbus.facade.ModbusTCPMaster;
import com.ghgande.j2mod.modbus.procimg.InputRegister;
import com.ghgande.j2mod.modbus.procimg.Register;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import io.dertwin.client.DerTwin;
import io.dertwin.client.ModbusEndpoint;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The energy management of the harbour: charges its batteries with the sun's surplus, gives it back in the evening, and has
 * the engine run in the mornings and evenings. It is not free of mistakes.
 */
final class HarbourEms implements AutoCloseable {

    private static final int RUN = 1;
    private static final double SHARE_OF_FIRST = 2.0 / 3;

    private final Map<String, ModbusTCPMaster> masters = new LinkedHashMap<>();

    HarbourEms(DerTwin site) throws Exception {
        for (String device : new String[] {"bess-1", "bess-2", "pv", "chp", "meter"}) {
            ModbusEndpoint endpoint = site.device(device).modbus();
            ModbusTCPMaster master = new ModbusTCPMaster(endpoint.host(), endpoint.port());
            master.connect();
            masters.put(device, master);
        }
    }

    void start() throws ModbusException {
        write("bess-1", 10055, RUN);
        write("bess-2", 10055, RUN);
    }

    /** One round of measuring and deciding. */
    void cycle(double hour) throws ModbusException {
        double grid = signed(read("meter", 40, 2)) * 0.0001;
        read("pv", 0, 3);
        read("chp", 30279, 1);
        double batteries = power("bess-1") + power("bess-2");
        double residual = grid + batteries;
        boolean mayDischarge = hour >= 6 && hour < 9 || hour >= 17 && hour < 23;
        double wanted = residual < 0 || mayDischarge ? residual : 0;
        setpoint("bess-1", wanted * SHARE_OF_FIRST);
        setpoint("bess-2", wanted * (1 - SHARE_OF_FIRST));
    }

    private double power(String battery) throws ModbusException {
        read(battery, 32002, 1);
        return signed(read(battery, 10059, 2)) * 0.1;
    }

    void engine(boolean run) throws ModbusException {
        write("chp", 41025, 800);
        write("chp", 41001, run ? 1 : 0);
    }

    void setpoint(String battery, double kilowatts) throws ModbusException {
        int raw = (int) Math.round(kilowatts * 10);
        masters.get(battery)
                .writeMultipleRegisters(
                        1, 10126, new Register[] {new SimpleRegister(raw >> 16), new SimpleRegister(raw & 0xFFFF)});
    }

    void limitPv(double percent) throws ModbusException {
        write("pv", 3, (int) Math.round(percent));
    }

    /** An address as a manual in another notation has it. */
    void readWrongAddress() throws ModbusException {
        read("meter", 30041, 2);
    }

    /** A mode that the battery does not have. */
    void writeWrongMode() throws ModbusException {
        refused(() -> write("bess-1", 10055, 7));
    }

    /** The engine's controller refuses what it does not know. */
    void readUnknownOfEngine() throws ModbusException {
        refused(() -> read("chp", 30400, 4));
    }

    private InputRegister[] read(String device, int address, int count) throws ModbusException {
        return masters.get(device).readInputRegisters(1, address, count);
    }

    private void write(String device, int address, int value) throws ModbusException {
        masters.get(device).writeSingleRegister(1, address, new SimpleRegister(value));
    }

    private static int signed(InputRegister[] words) {
        return words[0].getValue() << 16 | words[1].getValue();
    }

    /** Something that is to end in an exception. */
    private interface Request {
        void send() throws ModbusException;
    }

    private static void refused(Request request) throws ModbusException {
        try {
            request.send();
        } catch (ModbusSlaveException e) {
            return;
        }
        throw new AssertionError("this was to be refused");
    }

    @Override
    public void close() {
        masters.values().forEach(ModbusTCPMaster::disconnect);
    }
}
