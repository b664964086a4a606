package io.dertwin.runtime.modbus.transport;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.HexFormat;

/** A client that sends the bytes it is told, given and taken as hexadecimal text. Blocks, but never for ever. */
final class RawClient implements Closeable {

    static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    private static final int GUARD_MILLIS = 20_000;

    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;

    RawClient(InetSocketAddress address) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(GUARD_MILLIS);
        socket.connect(address, GUARD_MILLIS);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** The request to read one register of a unit by function 03, whose answer {@link #answer} gives. */
    static String request(int transactionId, int unit, int address) {
        return String.format("%04X 0000 0006 %02X 03 %04X 0001", transactionId, unit, address);
    }

    /** What a responder whose registers hold their addresses replies to {@link #request}. */
    static String answer(int transactionId, int unit, int address) {
        return hex(bytes(String.format("%04X 0000 0005 %02X 03 02 %04X", transactionId, unit, address)));
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    RawClient send(String hex) throws IOException {
        return send(bytes(hex));
    }

    RawClient send(byte[] bytes) throws IOException {
        out.write(bytes);
        return this;
    }

    /** Sends no more, but goes on reading. */
    void endSending() throws IOException {
        socket.shutdownOutput();
    }

    /** Exactly so many bytes. */
    String receive(int count) throws IOException {
        return hex(in.readNBytes(count));
    }

    /** One Modbus TCP frame; empty at the end of the stream. */
    String receiveFrame() throws IOException {
        byte[] header = in.readNBytes(6);
        if (header.length < 6) {
            return hex(header);
        }
        int length = (header[4] & 0xFF) << 8 | header[5] & 0xFF;
        byte[] body = in.readNBytes(length);
        return hex(header) + " " + hex(body);
    }

    /** Everything until the connection ends, however it does. */
    String receiveAll() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] chunk = new byte[8192];
        try {
            int count = in.read(chunk);
            while (count >= 0) {
                all.write(chunk, 0, count);
                count = in.read(chunk);
            }
            return hex(all.toByteArray());
        } catch (SocketException e) {
            return hex(all.toByteArray());
        }
    }

    InetSocketAddress localAddress() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
