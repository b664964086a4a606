package io.dertwin.runtime.control.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** What is still to be written to a connection. */
final class Outbox {

    private static final int BUFFERS_PER_WRITE = 16;
    private static final String CACHE_CONTROL = "Cache-Control";

    private final Deque<ByteBuffer> buffers = new ArrayDeque<>();

    private int bytes;

    void add(byte[] more) {
        if (more.length > 0) {
            buffers.add(ByteBuffer.wrap(more));
            bytes += more.length;
        }
    }

    void addContinue() {
        add("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A whole response; {@code HEAD} wants everything but the body. */
    void add(Response response, boolean keepConnection, boolean withBody) {
        StringBuilder head = head(response.status());
        head.append(response.headers().containsKey(CACHE_CONTROL) ? "" : CACHE_CONTROL + ": no-store\r\n");
        if (!response.contentType().isEmpty()) {
            head.append("Content-Type: ").append(response.contentType()).append("\r\n");
        }
        if (response.status() != 204 && response.status() != 304) {
            head.append("Content-Length: ").append(response.body().length).append("\r\n");
        }
        response.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        if (!keepConnection) {
            head.append("Connection: close\r\n");
        }
        add(end(head));
        if (withBody) {
            add(response.body());
        }
    }

    /** What an event stream begins with; it ends with its connection. */
    void addStreamHead() {
        add(end(head(200)
                .append(CACHE_CONTROL + ": no-store\r\n")
                .append("Content-Type: text/event-stream\r\n")
                .append("Connection: close\r\n")));
    }

    private static StringBuilder head(int status) {
        return new StringBuilder("HTTP/1.1 ")
                .append(status)
                .append(' ')
                .append(Status.reason(status))
                .append("\r\nDate: ")
                .append(HttpDate.of(System.currentTimeMillis() / 1000))
                .append("\r\nX-Content-Type-Options: nosniff\r\n");
    }

    private static byte[] end(StringBuilder head) {
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Writes what the channel takes now. @return how many bytes that were */
    long writeTo(GatheringByteChannel channel) throws IOException {
        long written = 0;
        while (!buffers.isEmpty()) {
            ByteBuffer[] some = buffers.stream().limit(BUFFERS_PER_WRITE).toArray(ByteBuffer[]::new);
            long count = channel.write(some);
            written += count;
            bytes -= (int) count;
            while (!buffers.isEmpty() && !buffers.peek().hasRemaining()) {
                buffers.remove();
            }
            if (count == 0) {
                break;
            }
        }
        return written;
    }

    /** How much is still to be written. */
    int bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return buffers.isEmpty();
    }
}
