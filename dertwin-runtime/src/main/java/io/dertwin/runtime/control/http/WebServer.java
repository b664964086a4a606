package io.dertwin.runtime.control.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves HTTP/1.1 on one port. One thread moves all bytes and never waits; a few others work on requests.
 *
 * <pre>{@code
 * try (WebServer server = WebServer.open(new InetSocketAddress("127.0.0.1", 0), service, HttpLimits.DEFAULT)) {
 *     int port = server.address().getPort();
 *     …
 * }
 * }</pre>
 */
public final class WebServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

    private static final int BACKLOG = 1024;
    private static final int INBOX_BYTES = 16 << 10;
    private static final int WORKERS = 4;
    private static final long WORKER_REST_SECONDS = 30;
    private static final long SWEEP_MILLIS = 500;
    private static final long A_MOMENT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_CLOSE_MILLIS = 1000;
    private static final long REST_AFTER_FAILURE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Service service;
    private final HttpLimits limits;
    private final Selector selector;
    private final ServerSocketChannel listener;
    private final InetSocketAddress address;
    private final SelectionKey listening;
    private final ThreadPoolExecutor workers;
    private final Set<Connection> connections = new LinkedHashSet<>();
    private final ConcurrentLinkedQueue<Task> tasks = new ConcurrentLinkedQueue<>();
    private final ByteBuffer inbox = ByteBuffer.allocateDirect(INBOX_BYTES);
    private final Thread loop;

    private volatile boolean closing;
    private long sweptAt = System.nanoTime();
    private long heldBytes;

    /** Something to be done for a connection on the loop's thread, that may find it broken. */
    interface Step {
        void run() throws IOException;
    }

    private record Task(Connection connection, Step step) {}

    private WebServer(ServerSocketChannel listener, Service service, HttpLimits limits) throws IOException {
        this.service = service;
        this.limits = limits;
        this.listener = listener;
        this.address = (InetSocketAddress) listener.getLocalAddress();
        this.selector = Selector.open();
        listener.configureBlocking(false);
        this.listening = listener.register(selector, SelectionKey.OP_ACCEPT);
        this.workers = workers();
        this.loop = new Thread(this::run, "dertwin-control");
        loop.setDaemon(true);
    }

    /**
     * Begins to serve.
     *
     * @param address where to listen; port 0 is any free one
     * @throws IOException if the address cannot be listened on
     */
    public static WebServer open(InetSocketAddress address, Service service, HttpLimits limits) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listener.bind(address, BACKLOG);
            WebServer server = new WebServer(listener, service, limits);
            server.loop.start();
            return server;
        } catch (IOException | RuntimeException e) {
            listener.close();
            throw e;
        }
    }

    private static ThreadPoolExecutor workers() {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor workers = new ThreadPoolExecutor(
                WORKERS, WORKERS, WORKER_REST_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "dertwin-control-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        workers.allowCoreThreadTimeOut(true);
        return workers;
    }

    /** Where it listens, with the real port. */
    public InetSocketAddress address() {
        return address;
    }

    /** Closes all connections at once and stops serving. */
    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        try {
            loop.join(LONGEST_CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Service service() {
        return service;
    }

    long now() {
        return System.nanoTime();
    }

    /** Received bytes on their way through. */
    ByteBuffer inbox() {
        return inbox.clear();
    }

    void forget(Connection connection) {
        if (connections.remove(connection)) {
            account(connection);
        }
    }

    /**
     * Event streams stay for as long as they like, so they get no more than half of the places. The service sees to it that
     * what else takes long leaves some of the other half.
     */
    boolean hasRoomForStream() {
        long streams = connections.stream().filter(Connection::isStreaming).count();
        return streams < limits.connections() / 2;
    }

    /** Does something for a connection on the loop's thread. */
    void execute(Connection connection, Step step) {
        tasks.add(new Task(connection, step));
        selector.wakeup();
    }

    /** Has a request worked on; its connection gets the reply on the loop's thread. */
    void answer(Request request, Connection connection) throws IOException {
        try {
            workers.execute(() -> work(request, connection));
        } catch (RejectedExecutionException e) {
            connection.answered(service.error(new HttpException(503, "the server is being closed")));
        }
    }

    private void work(Request request, Connection connection) {
        // a request that waits for long must not keep its body
        String name = request.method() + " " + request.target().path();
        try {
            service.answer(request)
                    .whenComplete((reply, failure) -> execute(
                            connection, () -> connection.answered(failure == null ? reply : failed(name, failure))));
        } catch (RuntimeException | Error e) {
            execute(connection, () -> connection.answered(failed(name, e)));
        }
    }

    private Response failed(String name, Throwable failure) {
        LOG.error("{} failed", name, failure);
        return service.error(new HttpException(500, "something is wrong in the server; its log says more"));
    }

    private void run() {
        try {
            while (!closing) {
                round();
            }
        } catch (IOException | ClosedSelectorException e) {
            LOG.error("The thread that serves the control channel has failed; its port is closed", e);
        } finally {
            release();
        }
    }

    /** What goes wrong in one round ends that one only: memory that has run out may be there again in the next. */
    private void round() throws IOException {
        try {
            selector.select(this::dispatch, patienceMillis());
            runTasks();
            relieve();
            sweep();
        } catch (ClosedSelectorException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            complain("The control channel has failed, and goes on", e);
            LockSupport.parkNanos(REST_AFTER_FAILURE_NANOS);
        }
    }

    /** For ever, as {@link Selector#select(long)} has it, while there is nothing to look after. */
    private long patienceMillis() {
        return connections.isEmpty() && listening.interestOps() != 0 ? 0 : SWEEP_MILLIS;
    }

    private void dispatch(SelectionKey key) {
        if (key == listening) {
            accept();
            return;
        }
        Connection connection = (Connection) key.attachment();
        guarded(connection, () -> connection.ready(now()));
    }

    private void guarded(Connection connection, Step step) {
        try {
            step.run();
        } catch (IOException | CancelledKeyException e) {
            LOG.debug("A client is gone: {}", e.getMessage());
            connection.close();
        } catch (RuntimeException | Error e) {
            connection.close();
            complain("A connection of the control channel failed and was closed", e);
        }
        account(connection);
    }

    /** Never fails itself: the loop has to go on. */
    private static void complain(String message, Throwable thrown) {
        try {
            LOG.error(message, thrown);
        } catch (RuntimeException | Error e) {
            // most likely there is no memory to say that there is no memory
        }
    }

    private void account(Connection connection) {
        heldBytes += connection.newlyHeldBytes();
    }

    /**
     * Keeps clients that neither finish what they ask nor read what they are told from using up the memory: when all hold
     * too much together, one of those who hold most is closed, the one that has not moved for the longest time. Those who
     * moved a moment ago may overdraw.
     */
    private void relieve() {
        while (heldBytes > limits.heldBytes()) {
            List<Connection> holders =
                    connections.stream().filter(one -> one.heldBytes() > 0).toList();
            if (holders.size() < 2) {
                return;
            }
            Connection laziest = laziest(holders);
            if (now() - laziest.activeAt() < A_MOMENT_NANOS && heldBytes < 2 * limits.heldBytes()) {
                return;
            }
            laziest.close();
        }
    }

    /** Of those who hold much: nobody shall be closed for what others hold. */
    private static Connection laziest(List<Connection> holders) {
        int most = holders.stream().mapToInt(Connection::heldBytes).max().orElseThrow();
        return holders.stream()
                .filter(one -> one.heldBytes() >= most / 2)
                .min(Comparator.comparingLong(Connection::activeAt))
                .orElseThrow();
    }

    /** Newcomers for whom there is no room wait to be let in, for a sweep at least. */
    private void accept() {
        if (isFull() && !makeRoom()) {
            listening.interestOps(0);
            return;
        }
        try {
            SocketChannel channel = listener.accept();
            while (channel != null) {
                welcome(channel);
                channel = isFull() ? null : listener.accept();
            }
        } catch (IOException e) {
            LOG.warn("The control channel cannot take a connection now: {}", e.getMessage());
            listening.interestOps(0);
        }
    }

    private boolean isFull() {
        return connections.size() >= limits.connections();
    }

    private void welcome(SocketChannel channel) throws IOException {
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Connection connection = new Connection(this, channel, limits, now());
            connection.registered(channel.register(selector, SelectionKey.OP_READ, connection));
            connections.add(connection);
        } catch (IOException e) {
            LOG.debug("A client was gone before it was welcomed: {}", e.getMessage());
            channel.close();
        } catch (RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    /** Whoever has said all goes, or has been silent for the longest, or has taken the longest over one request. */
    private boolean makeRoom() {
        long aMomentAgo = now() - A_MOMENT_NANOS;
        Optional<Connection> quietest = connections.stream()
                .filter(one -> one.isDispensable(aMomentAgo))
                .min(Comparator.comparing((Connection one) -> !one.isLingering())
                        .thenComparingLong(Connection::quietSince));
        quietest.ifPresent(Connection::close);
        return quietest.isPresent();
    }

    private void runTasks() {
        Task task = tasks.poll();
        while (task != null) {
            guarded(task.connection(), task.step());
            task = tasks.poll();
        }
    }

    private void sweep() {
        long now = now();
        if (now - sweptAt < TimeUnit.MILLISECONDS.toNanos(SWEEP_MILLIS)) {
            return;
        }
        sweptAt = now;
        listening.interestOps(SelectionKey.OP_ACCEPT);
        for (Connection connection : List.copyOf(connections)) {
            guarded(connection, () -> connection.sweep(now, limits));
        }
    }

    private void release() {
        workers.shutdownNow();
        List.copyOf(connections).forEach(Connection::close);
        try {
            listener.close();
            selector.close();
        } catch (IOException e) {
            LOG.warn("The control channel's port could not be closed: {}", e.getMessage());
        }
    }
}
