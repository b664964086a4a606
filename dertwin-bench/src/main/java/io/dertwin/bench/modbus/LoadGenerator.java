package io.dertwin.bench.modbus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Clients that each ask again as soon as they have their answer, on one thread. */
final class LoadGenerator implements AutoCloseable {

    /** Function 04, registers 12 to 21: five powers of an energy meter. */
    private static final byte[] REQUEST = HexFormat.of().parseHex("0001000000060104000c000a");

    private final Selector selector = Selector.open();
    private final List<SocketChannel> channels = new ArrayList<>();
    private final ByteBuffer request = ByteBuffer.allocateDirect(REQUEST.length).put(REQUEST);
    private final ByteBuffer received = ByteBuffer.allocateDirect(4096);
    private final Latencies latencies = new Latencies();
    private final int replyBytes;

    /** What a round has shown. */
    record Round(double requestsPerSecond, double p50Micros, double p99Micros) {}

    /** One client. */
    private static final class Client {
        private long askedAtNanos;
        private int missingBytes;
    }

    LoadGenerator(InetSocketAddress address, int clients, int replyBytes) throws IOException {
        this.replyBytes = replyBytes;
        for (int i = 0; i < clients; i++) {
            SocketChannel channel = SocketChannel.open(address);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false).register(selector, SelectionKey.OP_READ, new Client());
            channels.add(channel);
        }
        for (SelectionKey key : selector.keys()) {
            ask(key, System.nanoTime());
        }
    }

    /** Measures for a while. */
    Round measure(double seconds) throws IOException {
        latencies.clear();
        long beginNanos = System.nanoTime();
        long endNanos = beginNanos + (long) (seconds * 1e9);
        while (System.nanoTime() < endNanos) {
            selector.select(this::hear, 1000);
        }
        double elapsed = (System.nanoTime() - beginNanos) / 1e9;
        return new Round(latencies.total() / elapsed, latencies.quantileMicros(0.5), latencies.quantileMicros(0.99));
    }

    private void hear(SelectionKey key) {
        try {
            Client client = (Client) key.attachment();
            int count = ((SocketChannel) key.channel()).read(received.clear());
            if (count < 0) {
                throw new IOException("the server has closed a connection");
            }
            client.missingBytes -= count;
            if (client.missingBytes == 0) {
                long nowNanos = System.nanoTime();
                latencies.add(nowNanos - client.askedAtNanos);
                ask(key, nowNanos);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ask(SelectionKey key, long nowNanos) throws IOException {
        Client client = (Client) key.attachment();
        client.askedAtNanos = nowNanos;
        client.missingBytes = replyBytes;
        ((SocketChannel) key.channel()).write(request.rewind());
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
        selector.close();
    }
}
