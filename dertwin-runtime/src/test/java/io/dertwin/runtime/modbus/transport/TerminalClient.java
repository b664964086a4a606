package io.dertwin.runtime.modbus.transport;

import com.sun.jna.Memory;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** A client that opens a terminal as if it were a serial device. Blocks, but never for ever. */
final class TerminalClient implements Closeable {

    private static final int GUARD_MILLIS = 20_000;
    private static final int BUFFER_BYTES = 8192;

    private final int descriptor;
    private final Memory buffer = new Memory(BUFFER_BYTES);
    private final Memory pollfd = new Memory(8);

    TerminalClient(Path path) throws IOException {
        descriptor = Libc.open(path.toString(), Libc.READ_WRITE | Libc.NO_CONTROLLING_TERMINAL | Libc.CLOSE_ON_EXEC);
        if (descriptor < 0) {
            throw new IOException("open " + path + ": " + Libc.lastError());
        }
    }

    TerminalClient send(String hex) throws IOException {
        byte[] bytes = RawClient.bytes(hex);
        buffer.write(0, bytes, 0, bytes.length);
        if (Libc.write(descriptor, buffer, bytes.length) != bytes.length) {
            throw new IOException("write: " + Libc.lastError());
        }
        return this;
    }

    /** Exactly so many bytes; fewer if they do not come. */
    String receive(int count) {
        byte[] bytes = new byte[count];
        int have = 0;
        while (have < count && isReadable(GUARD_MILLIS)) {
            int more = (int) Libc.read(descriptor, buffer, count - have);
            buffer.read(0, bytes, have, more);
            have += more;
        }
        return RawClient.hex(Arrays.copyOf(bytes, have));
    }

    /** Whether something can be read right now. */
    boolean hasUnread() {
        return isReadable(0);
    }

    /** Waits until there is nothing to read any more, without reading. */
    boolean awaitNothingUnread() {
        long guardNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GUARD_MILLIS);
        while (hasUnread() && System.nanoTime() < guardNanos) {
            Thread.yield();
        }
        return !hasUnread();
    }

    /** Waits until something can be read, and leaves it there. */
    boolean awaitReadable() {
        return isReadable(GUARD_MILLIS);
    }

    private boolean isReadable(int timeoutMillis) {
        pollfd.setInt(0, descriptor);
        pollfd.setShort(4, Libc.POLL_IN);
        pollfd.setShort(6, (short) 0);
        return Libc.poll(pollfd, 1, timeoutMillis) > 0;
    }

    @Override
    public void close() {
        Libc.close(descriptor);
    }
}
