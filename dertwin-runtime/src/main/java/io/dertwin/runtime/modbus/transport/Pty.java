package io.dertwin.runtime.modbus.transport;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/**
 * A pseudo-terminal whose other end clients open like a serial device. That end is kept open here too, so that clients may
 * come and go.
 */
final class Pty implements LinePort {

    private static final int NAME_BYTES = 128;
    private static final int TERMIOS_BYTES = 256;
    private static final int CHUNK_BYTES = 1024;
    private static final int POLLFD_BYTES = 8;
    private static final int POLLFD_EVENTS = 4;
    private static final int POLLFD_OCCURRED = 6;
    private static final int MOST_POLL_MILLIS = 1000;
    private static final int LISTENER_PATIENCE_MILLIS = 200;

    private final int master;
    private final int slave;
    private final String device;
    private final Memory chunk = new Memory(CHUNK_BYTES);
    private final ByteBuffer chunkBytes = chunk.getByteBuffer(0, CHUNK_BYTES);
    private final Memory pollfd = new Memory(POLLFD_BYTES);
    private boolean open = true;

    private Pty(int master, int slave, String device) {
        this.master = master;
        this.slave = slave;
        this.device = device;
    }

    static Pty open() throws IOException {
        if (!(Platform.isLinux() || Platform.isMac()) || Native.POINTER_SIZE != Long.BYTES) {
            throw new IOException("pseudo-terminals are made on 64-bit Linux and macOS only");
        }
        int master = Libc.open(
                "/dev/ptmx", Libc.READ_WRITE | Libc.NO_CONTROLLING_TERMINAL | Libc.NON_BLOCKING | Libc.CLOSE_ON_EXEC);
        check(master, "open /dev/ptmx");
        try {
            check(Libc.grantpt(master), "grantpt");
            check(Libc.unlockpt(master), "unlockpt");
            byte[] name = new byte[NAME_BYTES];
            check(-Math.abs(Libc.ptsname_r(master, name, name.length)), "ptsname_r");
            String device = Native.toString(name);
            return new Pty(master, openRaw(device), device);
        } catch (IOException e) {
            Libc.close(master);
            throw e;
        }
    }

    private static int openRaw(String device) throws IOException {
        int slave = Libc.open(
                device, Libc.READ_WRITE | Libc.NO_CONTROLLING_TERMINAL | Libc.NON_BLOCKING | Libc.CLOSE_ON_EXEC);
        check(slave, "open " + device);
        Memory termios = new Memory(TERMIOS_BYTES);
        try {
            check(Libc.tcgetattr(slave, termios), "tcgetattr");
            Libc.cfmakeraw(termios);
            check(Libc.tcsetattr(slave, Libc.TCSANOW, termios), "tcsetattr");
            return slave;
        } catch (IOException e) {
            Libc.close(slave);
            throw e;
        }
    }

    private static void check(int result, String call) throws IOException {
        if (result < 0) {
            throw new IOException(call + ": " + Libc.lastError());
        }
    }

    /** The path by which the system knows the clients' end: {@code /dev/pts/7}. */
    String device() {
        return device;
    }

    @Override
    public int read(ByteBuffer into, long patienceNanos) throws IOException {
        long millis = patienceNanos == 0 ? 0 : 1 + TimeUnit.NANOSECONDS.toMillis(patienceNanos);
        if (!poll(Libc.POLL_IN, (int) Math.min(millis, MOST_POLL_MILLIS))) {
            return 0;
        }
        long count = Libc.read(master, chunk, Math.min(CHUNK_BYTES, into.remaining()));
        if (count < 0) {
            return (int) nothingOrLost();
        }
        into.put(chunkBytes.clear().limit((int) count));
        return (int) count;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int total = 0;
        while (bytes.hasRemaining()) {
            int length = Math.min(CHUNK_BYTES, bytes.remaining());
            chunkBytes.clear().put(bytes.slice(bytes.position(), length));
            long count = Libc.write(master, chunk, length);
            if (count < 0) {
                count = nothingOrLost();
            }
            total += (int) count;
            bytes.position(bytes.position() + (int) count);
            if (count == 0 && !poll(Libc.POLL_OUT, LISTENER_PATIENCE_MILLIS)) {
                break;
            }
        }
        return total;
    }

    private static long nothingOrLost() throws IOException {
        int error = Native.getLastError();
        if (error != Libc.EAGAIN && error != Libc.EINTR) {
            throw new IOException("the pseudo-terminal is lost: " + Libc.lastError());
        }
        return 0;
    }

    private boolean poll(short events, int timeoutMillis) {
        pollfd.setInt(0, master);
        pollfd.setShort(POLLFD_EVENTS, events);
        pollfd.setShort(POLLFD_OCCURRED, (short) 0);
        return Libc.poll(pollfd, 1, timeoutMillis) > 0;
    }

    @Override
    public void discardUnread() {
        Libc.tcflush(slave, Libc.INPUT_QUEUE);
    }

    /** Speaks from the clients' end, which is heard at ours. */
    @Override
    public synchronized void wake() {
        if (open) {
            Pointer anything = new Memory(1);
            Libc.write(slave, anything, 1);
        }
    }

    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            Libc.close(slave);
            Libc.close(master);
        }
    }
}
