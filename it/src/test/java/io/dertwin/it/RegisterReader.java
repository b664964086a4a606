package io.dertwin.it;

import java.io.DataInputStream;
import java.net.Socket;

/**
 * The smallest EMS, for a container of its own: reads an input register over Modbus TCP, and prints it.
 * {@code <host> <port> <unit id> <address>}
 */
public final class RegisterReader {

    private RegisterReader() {}

    public static void main(String[] arguments) throws Exception {
        byte unitId = Byte.parseByte(arguments[2]);
        int address = Integer.parseInt(arguments[3]);
        byte[] request = {0, 1, 0, 0, 0, 6, unitId, 4, (byte) (address >> 8), (byte) address, 0, 1};
        try (Socket socket = new Socket(arguments[0], Integer.parseInt(arguments[1]))) {
            socket.getOutputStream().write(request);
            DataInputStream reply = new DataInputStream(socket.getInputStream());
            reply.skipNBytes(9);
            System.out.println(reply.readUnsignedShort());
        }
    }
}
