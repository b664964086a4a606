package io.dertwin.runtime.modbus.transport;

import static io.dertwin.runtime.modbus.transport.RawClient.answer;
import static io.dertwin.runtime.modbus.transport.RawClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many clients, and such as do not behave. */
class CrowdTest {

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final int REQUEST_BYTES = 12;
    private static final int ANSWER_BYTES = 11;

    private final ModbusServer server = ModbusServer.start(new ServerLimits(250, 500, Duration.ofHours(1)));
    private final ArrayResponder responder = ArrayResponder.forAnyUnit();
    private InetSocketAddress address;
    private RawClient bystander;

    @BeforeEach
    void open() throws IOException {
        address = server.tcp(ANY_PORT, responder).address();
        bystander = new RawClient(address);
        assertBystanderIsServed();
    }

    @AfterEach
    void close() throws IOException {
        bystander.close();
        server.close();
    }

    private void assertBystanderIsServed() throws IOException {
        bystander.send(request(0xB5, 7, 0xB5B5));
        assertThat(bystander.receiveFrame()).isEqualTo(answer(0xB5, 7, 0xB5B5));
    }

    @Test
    void should_answer_two_hundred_clients_at_once() throws IOException {
        List<RawClient> clients = connect(200);

        for (int round = 0; round < 25; round++) {
            for (int i = 0; i < clients.size(); i++) {
                clients.get(i).send(request(round, i, 1000 * round + i));
            }
            for (int i = 0; i < clients.size(); i++) {
                assertThat(clients.get(i).receiveFrame()).isEqualTo(answer(round, i, 1000 * round + i));
            }
        }
        closeAll(clients);
    }

    @Test
    void should_keep_nothing_of_clients_that_come_and_go_by_the_thousand() throws Exception {
        comeAndGo(1000);
        long before = usedBytes();
        comeAndGo(2000);
        long after = usedBytes();

        assertThat(after - before).isLessThan(4_000_000);
        assertBystanderIsServed();
    }

    /** A third asks and leaves, a third leaves in the middle of a request, a third resets the connection. */
    private void comeAndGo(int clients) throws Exception {
        for (int i = 0; i < clients; i++) {
            try (SocketChannel channel = SocketChannel.open(address)) {
                byte[] request = RawClient.bytes(request(i, 1, i));
                switch (i % 3) {
                    case 0 -> {
                        channel.write(ByteBuffer.wrap(request));
                        ByteBuffer reply = ByteBuffer.allocate(ANSWER_BYTES);
                        while (reply.hasRemaining() && channel.read(reply) >= 0) {
                            Thread.onSpinWait();
                        }
                        assertThat(RawClient.hex(reply.array())).isEqualTo(answer(i, 1, i));
                    }
                    case 1 -> channel.write(ByteBuffer.wrap(request, 0, i % REQUEST_BYTES));
                    default -> {
                        channel.write(ByteBuffer.wrap(request));
                        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                    }
                }
            }
        }
        for (int i = 0; i < clients; i++) {
            assertThat(responder.awaitClosed()).isNotNull();
        }
        assertThat(server.connectionCount()).isEqualTo(1);
    }

    private static long usedBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void should_serve_those_who_ask_when_thousands_connect_and_say_nothing() throws IOException {
        List<RawClient> silent = connect(2000);

        assertThat(server.connectionCount()).isLessThanOrEqualTo(250);
        assertBystanderIsServed();
        try (RawClient newcomer = new RawClient(address)) {
            newcomer.send(request(1, 1, 5));
            assertThat(newcomer.receiveFrame()).isEqualTo(answer(1, 1, 5));
        }
        closeAll(silent);
    }

    @Test
    void should_answer_a_client_that_sends_byte_by_byte_and_others_meanwhile() throws IOException {
        try (RawClient slow = new RawClient(address)) {
            for (byte one : RawClient.bytes(request(1, 1, 5) + request(2, 1, 6))) {
                slow.send(new byte[] {one});
                assertBystanderIsServed();
            }
            assertThat(slow.receiveFrame()).isEqualTo(answer(1, 1, 5));
            assertThat(slow.receiveFrame()).isEqualTo(answer(2, 1, 6));
        }
    }

    @Test
    void should_stop_reading_from_a_client_that_never_reads_and_answer_all_once_it_does() throws IOException {
        ByteBuffer request = ByteBuffer.wrap(RawClient.bytes("0000 0000 0006 01 03 1000 007D"));
        try (SocketChannel greedy = SocketChannel.open()) {
            greedy.setOption(StandardSocketOptions.SO_SNDBUF, 16_384);
            greedy.setOption(StandardSocketOptions.SO_RCVBUF, 16_384);
            greedy.connect(address);
            greedy.configureBlocking(false);
            int whole = sendUntilNothingIsTaken(greedy, request);
            assertBystanderIsServed();

            greedy.configureBlocking(true);
            for (int i = 0; i < whole; i++) {
                assertIsAnswered(greedy, i);
            }
            while (request.hasRemaining()) {
                greedy.write(request);
            }
            assertIsAnswered(greedy, whole);
        }
        assertBystanderIsServed();
    }

    /** Returns how many requests were taken as a whole; the rest of the next one stays in the buffer. */
    private int sendUntilNothingIsTaken(SocketChannel greedy, ByteBuffer request) throws IOException {
        int sent = 0;
        int refusals = 0;
        while (refusals < 20) {
            if (greedy.write(request) > 0) {
                refusals = 0;
            } else {
                refusals++;
                assertBystanderIsServed();
            }
            if (!request.hasRemaining()) {
                sent++;
                request.clear().putShort(0, (short) sent);
            }
            assertThat(sent).as("requests taken from a client that never reads").isLessThan(1_000_000);
        }
        return sent;
    }

    private static void assertIsAnswered(SocketChannel greedy, int transactionId) throws IOException {
        ByteBuffer reply = ByteBuffer.allocate(9 + 2 * 125);
        while (reply.hasRemaining() && greedy.read(reply) >= 0) {
            Thread.onSpinWait();
        }
        assertThat(reply.getShort(0)).isEqualTo((short) transactionId);
        assertThat(reply.getShort(9)).isEqualTo((short) 0x1000);
    }

    @Test
    void should_close_connections_that_bring_malformed_headers_and_no_others() throws Exception {
        String[] malformed = {
            "0001 0001 0006 01 03 0000 0001",
            "0001 0000 0000 01 03 0000 0001",
            "0001 0000 0001 01 03 0000 0001",
            "0001 0000 00FF 01 03 0000 0001",
            "0001 0000 FFFF 01 03 0000 0001",
            "16 03 01 00 F8 01 00 00 F4 03 03"
        };
        for (String header : malformed) {
            try (RawClient client = new RawClient(address)) {
                client.send(request(1, 1, 5) + header);
                assertThat(client.receiveAll()).isIn("", answer(1, 1, 5));
                assertThat(responder.awaitDropped()).startsWith("MBAP header");
            }
            assertBystanderIsServed();
        }
    }

    @Test
    void should_answer_what_was_asked_when_the_client_sends_no_more() throws IOException {
        try (RawClient client = new RawClient(address)) {
            client.send(request(1, 1, 5) + request(2, 1, 6) + "0003 00");
            client.endSending();
            assertThat(client.receiveAll()).isEqualTo(answer(1, 1, 5) + " " + answer(2, 1, 6));
        }
    }

    private List<RawClient> connect(int count) throws IOException {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(new RawClient(address));
        }
        return clients;
    }

    private static void closeAll(List<RawClient> clients) throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
    }
}
