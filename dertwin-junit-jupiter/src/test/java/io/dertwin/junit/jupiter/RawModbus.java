package io.dertwin.junit.jupiter;

import io.dertwin.client.ModbusEndpoint;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;

/** A Modbus TCP client that writes one register, byte by byte. */
final class RawModbus {

    private RawModbus() {}

    static void write(ModbusEndpoint endpoint, int address, int value) throws IOException {
        try (Socket socket = new Socket(endpoint.host(), endpoint.port())) {
            DataOutputStream request = new DataOutputStream(socket.getOutputStream());
            int transaction = 1;
            int protocol = 0;
            int length = 6;
            request.writeShort(transaction);
            request.writeShort(protocol);
            request.writeShort(length);
            request.writeByte(endpoint.unitId());
            request.writeByte(6);
            request.writeShort(address);
            request.writeShort(value);
            request.flush();
            new DataInputStream(socket.getInputStream()).readFully(new byte[12]);
        }
    }
}
