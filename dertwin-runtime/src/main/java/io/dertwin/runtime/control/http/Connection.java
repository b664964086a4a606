package io.dertwin.runtime.control.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One client's connection. Lives on the loop's thread; requests are answered elsewhere, and meanwhile it listens on, so that
 * it notices when the client gives up.
 */
final class Connection {

    private static final long LINGER_NANOS = 2_000_000_000L;
    /** Whoever is told so keeps no place until then. */
    private static final int TRY_AGAIN_LATER = 503;

    private static final int MOST_UNREAD_BYTES = 4 << 10;

    private enum State {
        /** Waits for a request, or for the rest of one. */
        READING,
        /** The request is being answered. */
        WORKING,
        /** The response is being written. */
        REPLYING,
        /** An event stream is open. */
        STREAMING,
        /** All is said; what the client still sends is dropped until it closes, lest it miss the last answer. */
        LINGERING
    }

    private final WebServer server;
    private final SocketChannel channel;
    private final String peer;
    private final RequestReader reader;
    private final Outbox outbox = new Outbox();
    private final AtomicBoolean pumpWanted = new AtomicBoolean();

    private SelectionKey key;
    private State state = State.READING;
    private ByteBuffer unread = ByteBuffer.allocate(0);
    private boolean inputEnded;
    private boolean keepAfterReply;
    private Caller caller;
    private EventStream stream;
    private int accountedBytes;
    private long requestSince;
    private long lingerSince;
    private long activeAt;

    Connection(WebServer server, SocketChannel channel, HttpLimits limits, long now) throws IOException {
        this.server = server;
        this.channel = channel;
        this.peer = peer(channel);
        this.caller = new Caller(peer);
        this.reader = new RequestReader(limits);
        this.activeAt = now;
    }

    void registered(SelectionKey newKey) {
        key = newKey;
    }

    void ready(long now) throws IOException {
        if (key.isWritable()) {
            write(now);
        }
        if (channel.isOpen() && key.isReadable()) {
            read(now);
        }
    }

    private void read(long now) throws IOException {
        ByteBuffer received = server.inbox();
        if (channel.read(received) < 0) {
            inputEnded(now);
            return;
        }
        received.flip();
        switch (state) {
            case READING -> {
                activeAt = now;
                take(received, now);
            }
            case WORKING, REPLYING -> keep(received);
            case STREAMING, LINGERING -> received.clear();
        }
    }

    private void keep(ByteBuffer received) {
        unread = ByteBuffer.allocate(unread.remaining() + received.remaining())
                .put(unread)
                .put(received)
                .flip();
        settle();
    }

    /**
     * The client has closed its side: what is worked on for it is called off, though it may still read the answer. If none
     * comes for as long as a request may take to arrive, the connection is given up.
     */
    private void inputEnded(long now) {
        inputEnded = true;
        activeAt = now;
        switch (state) {
            case WORKING, REPLYING -> {
                settle();
                caller.leave();
            }
            default -> close();
        }
    }

    private void take(ByteBuffer received, long now) throws IOException {
        if (!reader.hasBegun()) {
            requestSince = now;
        }
        try {
            boolean more = reader.read(received);
            while (more) {
                if (reader.isComplete()) {
                    unread = copy(received);
                    begin();
                    return;
                }
                headArrived();
                more = state == State.READING && reader.read(received);
            }
        } catch (HttpException e) {
            replyAndClose(server.service().error(e));
        }
    }

    private void headArrived() throws IOException {
        Optional<Response> refusal = server.service().refuse(request(new byte[0]));
        if (refusal.isPresent()) {
            replyAndClose(refusal.get());
        } else if (reader.head().orElseThrow().expectsContinue()) {
            outbox.addContinue();
            write(activeAt);
        }
    }

    private void begin() throws IOException {
        caller = new Caller(peer);
        Request request = request(reader.takeBody());
        Optional<Response> refusal = server.service().refuse(request);
        keepAfterReply = reader.head().orElseThrow().keepsConnection();
        if (refusal.isPresent()) {
            reply(refusal.get(), keepAfterReply && !unread.hasRemaining());
            return;
        }
        state = State.WORKING;
        settle();
        server.answer(request, this);
    }

    private Request request(byte[] body) {
        RequestReader.Head head = reader.head().orElseThrow();
        String method = head.method().equals("HEAD") ? "GET" : head.method();
        return new Request(method, head.target(), head.headers(), body, caller);
    }

    private static String peer(SocketChannel channel) throws IOException {
        InetSocketAddress address = (InetSocketAddress) channel.getRemoteAddress();
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /** The service has answered the request. */
    void answered(Reply reply) throws IOException {
        if (reply instanceof EventStream events) {
            startStream(events);
        } else if (channel.isOpen()) {
            Response response = (Response) reply;
            reply(response, keepAfterReply && !inputEnded && response.status() != TRY_AGAIN_LATER);
        }
    }

    private void startStream(EventStream events) throws IOException {
        stream = events;
        if (!channel.isOpen() || inputEnded) {
            close();
            return;
        }
        if (!server.hasRoomForStream()) {
            stream.close();
            replyAndClose(server.service().error(new HttpException(503, "too many event streams are open already")));
            return;
        }
        if (!wantsBody()) {
            stream.close();
        }
        state = State.STREAMING;
        unread = ByteBuffer.allocate(0);
        outbox.addStreamHead();
        write(server.now());
        events.readBy(this::wantPump);
    }

    private void wantPump() {
        if (pumpWanted.compareAndSet(false, true)) {
            server.execute(this, this::pump);
        }
    }

    private void pump() throws IOException {
        pumpWanted.set(false);
        if (channel.isOpen()) {
            write(server.now());
        }
    }

    private void replyAndClose(Response response) throws IOException {
        reply(response, false);
    }

    private void reply(Response response, boolean keep) throws IOException {
        state = State.REPLYING;
        keepAfterReply = keep;
        outbox.add(response, keep, wantsBody());
        write(server.now());
    }

    private boolean wantsBody() {
        return reader.head().map(RequestReader.Head::wantsBody).orElse(true);
    }

    private void write(long now) throws IOException {
        fillFromStream();
        if (outbox.writeTo(channel) > 0) {
            activeAt = now;
        }
        if (outbox.isEmpty() && state == State.REPLYING) {
            replied(now);
        } else if (outbox.isEmpty() && state == State.STREAMING && stream.isClosed()) {
            close();
        } else {
            settle();
        }
    }

    private void fillFromStream() {
        if (state != State.STREAMING || !outbox.isEmpty()) {
            return;
        }
        byte[] event = stream.poll();
        while (event != null) {
            outbox.add(event);
            event = stream.poll();
        }
    }

    private void replied(long now) throws IOException {
        if (keepAfterReply && !inputEnded) {
            state = State.READING;
            reader.reset();
            ByteBuffer next = unread;
            unread = ByteBuffer.allocate(0);
            settle();
            take(next, now);
        } else if (inputEnded) {
            close();
        } else {
            state = State.LINGERING;
            lingerSince = now;
            unread = ByteBuffer.allocate(0);
            channel.shutdownOutput();
            settle();
        }
    }

    /** Decides what to wait for next. */
    private void settle() {
        if (!key.isValid()) {
            return;
        }
        boolean reading = !inputEnded && unread.remaining() < MOST_UNREAD_BYTES;
        int interest = (reading ? SelectionKey.OP_READ : 0) | (outbox.isEmpty() ? 0 : SelectionKey.OP_WRITE);
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }

    /** Ends what has taken too long. */
    void sweep(long now, HttpLimits limits) throws IOException {
        switch (state) {
            case READING -> sweepReading(now, limits);
            case LINGERING -> closeIf(now - lingerSince > LINGER_NANOS);
            case REPLYING -> closeIf(isStill(now, limits));
            case WORKING -> closeIf(inputEnded && isStill(now, limits));
            case STREAMING -> {}
        }
    }

    private void sweepReading(long now, HttpLimits limits) throws IOException {
        if (!reader.hasBegun()) {
            closeIf(now - activeAt > limits.idleTimeout().toNanos());
        } else if (now - requestSince > limits.requestTimeout().toNanos()) {
            replyAndClose(server.service().error(new HttpException(408, "the request took too long to arrive")));
        }
    }

    private boolean isStill(long now, HttpLimits limits) {
        return now - activeAt > limits.requestTimeout().toNanos();
    }

    private void closeIf(boolean overdue) {
        if (overdue) {
            close();
        }
    }

    /**
     * Whether it may be closed to make room: nobody works for it, and no answer is on its way.
     *
     * @param stillSince an answer of which nothing has been taken since then is not
     */
    boolean isDispensable(long stillSince) {
        return switch (state) {
            case READING, LINGERING -> true;
            case REPLYING -> activeAt - stillSince < 0;
            case WORKING, STREAMING -> false;
        };
    }

    boolean isLingering() {
        return state == State.LINGERING;
    }

    boolean isStreaming() {
        return state == State.STREAMING;
    }

    /** Since when it has had nothing to say, or has been saying one and the same thing. */
    long quietSince() {
        return state == State.READING && reader.hasBegun() ? requestSince : activeAt;
    }

    /** When it last took a part of what it is sent, or sent a part of what it asks. */
    long activeAt() {
        return activeAt;
    }

    /**
     * How much memory it takes up now for what it does not finish, or does not read. Events are not counted, for streams
     * share them; nor is a request that is being answered, for that is up to the server.
     */
    int heldBytes() {
        if (!channel.isOpen() || state == State.WORKING) {
            return 0;
        }
        return reader.bodyBytes() + unread.remaining() + (state == State.STREAMING ? 0 : outbox.bytes());
    }

    /** How much more memory it takes up than when this was last asked. */
    int newlyHeldBytes() {
        int before = accountedBytes;
        accountedBytes = heldBytes();
        return accountedBytes - before;
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // it is of no use any more either way
        }
        server.forget(this);
        try {
            caller.leave();
        } finally {
            if (stream != null) {
                stream.close();
            }
        }
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        return ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
    }
}
