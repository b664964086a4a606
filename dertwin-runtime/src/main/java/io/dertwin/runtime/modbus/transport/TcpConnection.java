package io.dertwin.runtime.modbus.transport;

import io.dertwin.runtime.modbus.transport.Timers.Timer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * One client's connection. Holds memory of its own only while a request is incomplete or the client does not read its
 * replies, and never more than the loop's buffers: then it stops reading until the client does.
 */
final class TcpConnection implements SelectorLoop.Handler {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SelectorLoop loop;
    private final TcpListener listener;
    private final SocketChannel channel;
    private final Conversation conversation;
    private SelectionKey key;
    private int interest = SelectionKey.OP_READ;
    private ByteBuffer unread = NOTHING;
    private ByteBuffer unsent = NOTHING;
    private boolean ended;
    private boolean asked;
    private long activeAtNanos;
    private Timer timer;

    TcpConnection(
            SelectorLoop loop, TcpListener listener, SocketChannel channel, Conversation conversation, long nowNanos) {
        this.loop = loop;
        this.listener = listener;
        this.channel = channel;
        this.conversation = conversation;
        this.activeAtNanos = nowNanos;
    }

    void open() throws IOException {
        key = loop.register(channel, interest, this);
    }

    @Override
    public void ready(SelectionKey ready, long nowNanos) throws IOException {
        if (ready.isReadable()) {
            read(nowNanos);
        } else if (ready.isWritable()) {
            sendUnsent(nowNanos);
        }
    }

    private void read(long nowNanos) throws IOException {
        ByteBuffer received = loop.inbox().put(unread);
        int count = channel.read(received);
        if (count > 0) {
            activeAtNanos = nowNanos;
            conversation.arrived(nowNanos);
        }
        ended = count < 0;
        received.flip();
        goOn(received, nowNanos);
    }

    private void goOnLater() {
        timer = null;
        try {
            goOn(loop.inbox().put(unread).flip(), loop.nanoTime());
        } catch (IOException e) {
            close();
        }
    }

    private void goOn(ByteBuffer received, long nowNanos) throws IOException {
        int before = received.remaining();
        boolean more = !unsent.hasRemaining();
        while (more) {
            ByteBuffer out = loop.outbox();
            boolean needsRoom = ended
                    ? conversation.finish(received, out, nowNanos)
                    : conversation.advance(received, out, nowNanos);
            send(out.flip());
            more = needsRoom && !unsent.hasRemaining();
        }
        asked |= received.remaining() < before;
        unread = received.hasRemaining() ? copy(received) : NOTHING;
        settle();
    }

    private void send(ByteBuffer out) throws IOException {
        if (out.hasRemaining()) {
            conversation.sent(channel.write(out));
            unsent = out.hasRemaining() ? copy(out) : NOTHING;
        }
    }

    private void sendUnsent(long nowNanos) throws IOException {
        int count = channel.write(unsent);
        if (count > 0) {
            activeAtNanos = nowNanos;
            conversation.sent(count);
        }
        if (!unsent.hasRemaining()) {
            unsent = NOTHING;
            goOn(loop.inbox().put(unread).flip(), nowNanos);
        }
    }

    /** Decides what to wait for next. */
    private void settle() {
        boolean sending = unsent.hasRemaining();
        if (!sending && (conversation.isOver() || ended && !conversation.isHolding())) {
            close();
            return;
        }
        boolean reading = !sending && !ended && !conversation.isOver() && unread.remaining() < loop.inboxBytes();
        int wanted = (sending ? SelectionKey.OP_WRITE : 0) | (reading ? SelectionKey.OP_READ : 0);
        if (wanted != interest) {
            interest = wanted;
            key.interestOps(wanted);
        }
        setTimer(sending ? Framing.NEVER : conversation.dueNanos());
    }

    private void setTimer(long dueNanos) {
        if (timer != null && timer.dueNanos() != dueNanos) {
            loop.timers().cancel(timer);
            timer = null;
        }
        if (timer == null && dueNanos != Framing.NEVER) {
            timer = loop.timers().at(dueNanos, this::goOnLater);
        }
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        return ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
    }

    boolean hasAsked() {
        return asked;
    }

    long silenceNanos(long nowNanos) {
        return nowNanos - activeAtNanos;
    }

    /** Whether this one rather than the other should go when there is no room for both. */
    boolean isLessWorthThan(TcpConnection other) {
        return asked == other.asked ? activeAtNanos < other.activeAtNanos : !asked;
    }

    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        setTimer(Framing.NEVER);
        try {
            channel.close();
        } catch (IOException e) {
            loop.log().warn(listener.name() + " close", "A connection could not be closed: " + e.getMessage());
        }
        conversation.abandon();
        listener.forget(this, conversation.origin());
    }
}
