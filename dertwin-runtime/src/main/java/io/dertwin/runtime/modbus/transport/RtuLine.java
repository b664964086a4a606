package io.dertwin.runtime.modbus.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A serial line on which Modbus RTU is spoken, be it a device or a pseudo-terminal, and the TCP port that carries its frames
 * as well. Opened by {@link ModbusServer}. The line has a thread of its own, since neither kind can be waited for together
 * with sockets.
 */
public final class RtuLine implements Listener {

    private static final int INBOX_BYTES = 4 * 1024;
    private static final int OUTBOX_BYTES = 4 * 1024;
    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long REOPEN_MILLIS = 1000;
    private static final long LONGEST_CLOSE_MILLIS = 2000;

    private final Path path;
    private final TcpListener bridge;
    private final LinePort.Opener opener;
    private final Responder responder;
    private final Origin origin;
    private final Conversation conversation;
    private final RareLog log;
    private final LongSupplier nanoTime;
    private final ByteBuffer received = ByteBuffer.allocate(INBOX_BYTES);
    private final ByteBuffer out = ByteBuffer.allocate(OUTBOX_BYTES);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile LinePort port;
    private long staleAtNanos = Framing.NEVER;

    RtuLine(
            Path path,
            TcpListener bridge,
            LinePort.Opener opener,
            LinePort port,
            Responder responder,
            RtuFraming framing,
            LineTime lineTime,
            RareLog log,
            LongSupplier nanoTime) {
        this.path = path;
        this.bridge = bridge;
        this.opener = opener;
        this.port = port;
        this.responder = responder;
        this.origin = new Origin(name(), path.toString());
        ByteBuffer reply = ByteBuffer.allocate(Framing.LARGEST_PDU);
        this.conversation = new Conversation(origin, responder, framing, lineTime, false, log, reply);
        this.log = log;
        this.nanoTime = nanoTime;
        this.thread = new Thread(this::run, "dertwin-rtu " + path);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public String name() {
        return "modbus_rtu " + path;
    }

    /** The serial device, or the link to the pseudo-terminal, that clients open. */
    public Path path() {
        return path;
    }

    /** The TCP port that carries the line's frames as well. */
    public TcpListener bridge() {
        return bridge;
    }

    private void run() {
        while (isOpen()) {
            try {
                serve();
            } catch (IOException e) {
                log.warn(name() + " lost", name() + " is lost, and tried again every second: " + e.getMessage());
                port.close();
                reopen();
            } catch (RuntimeException | Error e) {
                log.error(name() + " failed", name() + " failed and goes on with the next request", e);
                received.clear();
            }
        }
        port.close();
        conversation.abandon();
    }

    private boolean isOpen() {
        return closing.getCount() > 0;
    }

    private void serve() throws IOException {
        while (isOpen()) {
            long patienceNanos = Math.min(conversation.dueNanos(), staleAtNanos) - nanoTime.getAsLong();
            int count = port.read(received, Math.min(Math.max(0, patienceNanos), LONGEST_WAIT_NANOS));
            long nowNanos = nanoTime.getAsLong();
            if (count > 0) {
                hear(nowNanos);
            }
            forgetStale(nowNanos);
            goOn(nowNanos);
        }
    }

    /** A wire does not keep what nobody has listened to, and the next client must not take it for its own answer. */
    private void forgetStale(long nowNanos) {
        if (nowNanos >= staleAtNanos) {
            staleAtNanos = Framing.NEVER;
            port.discardUnread();
        }
    }

    private void hear(long nowNanos) {
        conversation.arrived(nowNanos);
        if (!responder.accepts(origin)) {
            received.clear();
        } else if (!received.hasRemaining()) {
            received.flip();
            responder.dropped(origin, "more than a line carries while a reply is held back", received);
            received.clear();
        }
    }

    private void goOn(long nowNanos) throws IOException {
        received.flip();
        boolean more = true;
        while (more) {
            more = conversation.advance(received, out.clear(), nowNanos);
            send(out.flip(), nowNanos);
        }
        received.compact();
    }

    private void send(ByteBuffer bytes, long nowNanos) throws IOException {
        if (!bytes.hasRemaining()) {
            return;
        }
        staleAtNanos = nowNanos + STALE_NANOS;
        conversation.sent(port.write(bytes));
        if (bytes.hasRemaining()) {
            conversation.lost();
            port.discardUnread();
        }
    }

    private void reopen() {
        received.clear();
        while (isOpen()) {
            try {
                closing.await(REOPEN_MILLIS, TimeUnit.MILLISECONDS);
                port = opener.open();
                return;
            } catch (IOException e) {
                log.warn(name() + " reopen", name() + " cannot be opened again yet: " + e.getMessage());
            } catch (InterruptedException e) {
                closing.countDown();
            }
        }
    }

    /** Has the line's thread end, without waiting for it. */
    void beginToClose() {
        closing.countDown();
        port.wake();
    }

    @Override
    public void close() {
        bridge.close();
        beginToClose();
        try {
            thread.join(LONGEST_CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
