package io.dertwin.runtime.modbus.transport;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A serial device of this machine. */
final class SerialDevice implements LinePort {

    private static final int CHUNK_BYTES = 1024;
    private static final int BLOCKING_MILLIS = 100;
    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final SerialPort port;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private boolean blocking = true;

    private SerialDevice(SerialPort port) {
        this.port = port;
    }

    static SerialDevice open(Path path, SerialSettings settings) throws IOException {
        SerialPort port = find(path);
        port.setComPortParameters(
                settings.baudRate(), settings.dataBits(), stopBits(settings), parity(settings.parity()));
        port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, BLOCKING_MILLIS, 0);
        if (!port.openPort(0)) {
            throw new IOException("the serial device cannot be opened (error " + port.getLastErrorCode()
                    + "); see that no other program uses it and that you may read and write it");
        }
        port.flushIOBuffers();
        return new SerialDevice(port);
    }

    private static SerialPort find(Path path) throws IOException {
        try {
            return SerialPort.getCommPort(path.toString());
        } catch (SerialPortInvalidPortException e) {
            throw new IOException("there is no serial device at this path", e);
        }
    }

    private static int stopBits(SerialSettings settings) {
        return settings.stopBits() == 2 ? SerialPort.TWO_STOP_BITS : SerialPort.ONE_STOP_BIT;
    }

    private static int parity(SerialSettings.Parity parity) {
        return switch (parity) {
            case NONE -> SerialPort.NO_PARITY;
            case EVEN -> SerialPort.EVEN_PARITY;
            case ODD -> SerialPort.ODD_PARITY;
            case MARK -> SerialPort.MARK_PARITY;
            case SPACE -> SerialPort.SPACE_PARITY;
        };
    }

    /** Blocks in the driver, which counts in tenths of a second; for less it takes naps. */
    @Override
    public int read(ByteBuffer into, long patienceNanos) throws IOException {
        boolean patient = patienceNanos >= TimeUnit.MILLISECONDS.toNanos(BLOCKING_MILLIS);
        setBlocking(patient);
        int count = readNow(into);
        if (count == 0 && !patient && patienceNanos > 0) {
            LockSupport.parkNanos(Math.min(NAP_NANOS, patienceNanos));
            count = readNow(into);
        }
        return count;
    }

    private void setBlocking(boolean newBlocking) {
        if (blocking != newBlocking) {
            blocking = newBlocking;
            int mode = blocking ? SerialPort.TIMEOUT_READ_SEMI_BLOCKING : SerialPort.TIMEOUT_NONBLOCKING;
            port.setComPortTimeouts(mode, blocking ? BLOCKING_MILLIS : 0, 0);
        }
    }

    private int readNow(ByteBuffer into) throws IOException {
        int count = port.readBytes(chunk, Math.min(chunk.length, into.remaining()));
        if (count < 0) {
            throw new IOException("the serial device is gone (error " + port.getLastErrorCode() + ")");
        }
        into.put(chunk, 0, count);
        return count;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        int count = port.writeBytes(copy, copy.length);
        if (count < 0) {
            throw new IOException("the serial device takes no bytes (error " + port.getLastErrorCode() + ")");
        }
        return count;
    }

    /** What has left is on the wire. */
    @Override
    public void discardUnread() {}

    /** A read never waits for long. */
    @Override
    public void wake() {}

    @Override
    public void close() {
        port.closePort();
    }
}
