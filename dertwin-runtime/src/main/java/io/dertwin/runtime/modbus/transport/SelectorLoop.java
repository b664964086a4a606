package io.dertwin.runtime.modbus.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The one thread that serves all TCP ports and connections. What it calls never blocks. */
final class SelectorLoop {

    private static final int INBOX_BYTES = 4 * 1024;
    private static final int OUTBOX_BYTES = 16 * 1024;
    private static final long LONGEST_CLOSE_MILLIS = 2000;
    private static final long LIVENESS_CHECK_MILLIS = 100;
    private static final long REST_AFTER_FAILURE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Selector selector;
    private final LongSupplier nanoTime;
    private final RareLog log;
    private final Timers timers = new Timers();
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Consumer<SelectionKey> dispatch = this::dispatch;
    private final ByteBuffer inbox = ByteBuffer.allocateDirect(INBOX_BYTES);
    private final ByteBuffer outbox = ByteBuffer.allocateDirect(OUTBOX_BYTES);
    private final ByteBuffer reply = ByteBuffer.allocate(Framing.LARGEST_PDU);
    private final Thread thread;
    private volatile boolean closing;

    /** Whoever owns a channel. */
    interface Handler {

        /** The channel is ready for something that its key's interest asks for. */
        void ready(SelectionKey key, long nowNanos) throws IOException;

        /** Releases the channel and whatever goes with it. */
        void close();
    }

    SelectorLoop(LongSupplier nanoTime, RareLog log) {
        this.nanoTime = nanoTime;
        this.log = log;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open a selector for the Modbus sockets", e);
        }
        this.thread = new Thread(this::run, "dertwin-modbus");
        thread.setDaemon(true);
        thread.start();
    }

    /** Received bytes on their way through; empty between two channels. */
    ByteBuffer inbox() {
        return inbox.clear();
    }

    int inboxBytes() {
        return inbox.capacity();
    }

    /** Bytes to be sent on their way through; empty between two channels. */
    ByteBuffer outbox() {
        return outbox.clear();
    }

    /** Where a reply is composed. */
    ByteBuffer reply() {
        return reply;
    }

    RareLog log() {
        return log;
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }

    Timers timers() {
        return timers;
    }

    /** Has the loop serve a channel; on the loop's thread only. */
    SelectionKey register(SelectableChannel channel, int interest, Handler handler) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, interest, handler);
    }

    /**
     * Does something on the loop's thread, soon.
     *
     * @return false if it cannot be done any more because the loop is closed
     */
    boolean execute(Runnable action) {
        if (!thread.isAlive()) {
            return false;
        }
        tasks.add(action);
        selector.wakeup();
        return true;
    }

    /**
     * Does something on the loop's thread, and waits until it is done.
     *
     * @return false if it cannot be done any more because the loop is closed
     */
    boolean call(Runnable action) {
        if (Thread.currentThread() == thread) {
            action.run();
            return true;
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        boolean accepted = execute(() -> {
            try {
                action.run();
                done.complete(null);
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        });
        return accepted && await(done);
    }

    private boolean await(CompletableFuture<Void> done) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    done.get(LIVENESS_CHECK_MILLIS, TimeUnit.MILLISECONDS);
                    return true;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (TimeoutException e) {
                    if (!thread.isAlive()) {
                        return false;
                    }
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof RuntimeException cause
                            ? cause
                            : new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        try {
            while (!closing) {
                round();
            }
        } catch (IOException | RuntimeException e) {
            log.error("loop", "The thread that serves Modbus over TCP has failed; its ports are closed", e);
        } finally {
            release();
        }
    }

    /** Memory that has run out in one round may be there again in the next. */
    private void round() throws IOException {
        try {
            runTasks();
            runTimers();
            selector.select(dispatch, patienceMillis());
        } catch (Error e) {
            log.error("round", "Modbus over TCP has failed, and goes on", e);
            LockSupport.parkNanos(REST_AFTER_FAILURE_NANOS);
        }
    }

    private void runTasks() {
        Runnable task = tasks.poll();
        while (task != null) {
            guarded(task);
            task = tasks.poll();
        }
    }

    private void runTimers() {
        Runnable action = timers.pollDue(nanoTime());
        while (action != null) {
            guarded(action);
            action = timers.pollDue(nanoTime());
        }
    }

    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            log.error("timer", "A Modbus connection could not go on", e);
        }
    }

    /** How long to wait for a channel; 0 is for ever, as {@link Selector#select(long)} has it. */
    private long patienceMillis() {
        long nextNanos = timers.nextNanos();
        return nextNanos == Framing.NEVER ? 0 : 1 + TimeUnit.NANOSECONDS.toMillis(Math.max(0, nextNanos - nanoTime()));
    }

    private void dispatch(SelectionKey key) {
        Handler handler = (Handler) key.attachment();
        try {
            handler.ready(key, nanoTime());
        } catch (IOException | CancelledKeyException e) {
            handler.close();
        } catch (RuntimeException | Error e) {
            handler.close();
            log.error("dispatch", "A Modbus connection failed and was closed", e);
        }
    }

    /** Lets the operating system have back what was closed, now rather than at the next select. */
    void releaseClosed() {
        try {
            selector.selectNow(dispatch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void release() {
        for (SelectionKey key : List.copyOf(selector.keys())) {
            guarded(((Handler) key.attachment())::close);
        }
        try {
            selector.close();
        } catch (IOException e) {
            log.warn("close", "The selector of the Modbus sockets could not be closed: " + e.getMessage());
        }
        runTasks();
    }

    /** Closes all channels and ends the thread. */
    void close() {
        closing = true;
        selector.wakeup();
        try {
            thread.join(LONGEST_CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
