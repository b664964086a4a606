package io.dertwin.runtime.acceptance;

import com.digitalpetri.modbus.client.ModbusClient;
import com.digitalpetri.modbus.client.ModbusRtuClient;
import com.digitalpetri.modbus.client.ModbusTcpClient;
import com.digitalpetri.modbus.exceptions.ModbusExecutionException;
import com.digitalpetri.modbus.pdu.ReadCoilsRequest;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsRequest;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadInputRegistersRequest;
import com.digitalpetri.modbus.pdu.WriteMultipleRegistersRequest;
import com.digitalpetri.modbus.pdu.WriteSingleRegisterRequest;
import com.digitalpetri.modbus.serial.client.SerialPortClientTransport;
import com.digitalpetri.modbus.tcp.client.NettyRtuClientTransport;
import com.digitalpetri.modbus.tcp.client.NettyTcpClientTransport;
import com.fazecast.jSerialComm.SerialPort;
import io.dertwin.runtime.protocol.Endpoint;
import io.dertwin.runtime.registers.Table;
import java.nio.ByteBuffer;

/** digitalpetri's. */
record DigitalpetriMaster(ModbusClient client) implements Master {

    static DigitalpetriMaster connect(Endpoint endpoint) throws Exception {
        ModbusClient client = switch (endpoint.kind()) {
            case "modbus_tcp" ->
                ModbusTcpClient.create(NettyTcpClientTransport.create(config -> {
                    config.hostname = endpoint.host();
                    config.port = endpoint.port();
                }));
            case "modbus_rtu_over_tcp" ->
                ModbusRtuClient.create(NettyRtuClientTransport.create(config -> {
                    config.hostname = endpoint.host();
                    config.port = endpoint.port();
                }));
            default ->
                ModbusRtuClient.create(SerialPortClientTransport.create(config -> {
                    config.serialPort = endpoint.serialPort().orElseThrow();
                    config.baudRate = 115_200;
                    config.dataBits = 8;
                    config.parity = SerialPort.NO_PARITY;
                    config.stopBits = SerialPort.ONE_STOP_BIT;
                }));
        };
        client.connect();
        return new DigitalpetriMaster(client);
    }

    @Override
    public int[] read(Table table, int unitId, int address, int count) throws Exception {
        return switch (table) {
            case COIL ->
                bits(
                        client.readCoils(unitId, new ReadCoilsRequest(address, count))
                                .coils(),
                        count);
            case DISCRETE_INPUT ->
                bits(
                        client.readDiscreteInputs(unitId, new ReadDiscreteInputsRequest(address, count))
                                .inputs(),
                        count);
            case INPUT_REGISTER ->
                words(client.readInputRegisters(unitId, new ReadInputRegistersRequest(address, count))
                        .registers());
            case HOLDING_REGISTER ->
                words(client.readHoldingRegisters(unitId, new ReadHoldingRegistersRequest(address, count))
                        .registers());
        };
    }

    @Override
    public void write(int unitId, int address, int[] words) throws Exception {
        if (words.length == 1) {
            client.writeSingleRegister(unitId, new WriteSingleRegisterRequest(address, words[0]));
            return;
        }
        ByteBuffer bytes = ByteBuffer.allocate(2 * words.length);
        for (int word : words) {
            bytes.putShort((short) word);
        }
        client.writeMultipleRegisters(unitId, new WriteMultipleRegistersRequest(address, words.length, bytes.array()));
    }

    @Override
    public void close() {
        try {
            client.disconnect();
        } catch (ModbusExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int[] words(byte[] bytes) {
        int[] words = new int[bytes.length / 2];
        for (int i = 0; i < words.length; i++) {
            words[i] = ByteBuffer.wrap(bytes).getShort(2 * i) & 0xFFFF;
        }
        return words;
    }

    private static int[] bits(byte[] bytes, int count) {
        int[] bits = new int[count];
        for (int i = 0; i < count; i++) {
            bits[i] = bytes[i / 8] >> i % 8 & 1;
        }
        return bits;
    }
}
