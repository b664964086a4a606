package io.dertwin.runtime.modbus.transport;

import static io.dertwin.runtime.modbus.transport.RawClient.answer;
import static io.dertwin.runtime.modbus.transport.RawClient.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TcpListenerTest {

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final ModbusServer server = ModbusServer.start();
    private final ArrayResponder responder = ArrayResponder.forAnyUnit();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void should_say_which_port_it_got_when_any_free_one_would_do() throws IOException {
        TcpListener listener = server.tcp(ANY_PORT, responder);

        assertThat(listener.address().getPort()).isPositive();
        assertThat(listener.name())
                .isEqualTo("modbus_tcp 127.0.0.1:" + listener.address().getPort());
        assertThat(server.listeners()).containsExactly(listener);
        try (RawClient client = new RawClient(listener.address())) {
            client.send(request(7, 1, 0x1234));
            assertThat(client.receiveFrame()).isEqualTo(answer(7, 1, 0x1234));
        }
    }

    @Test
    void should_serve_several_ports_with_a_responder_each() throws IOException {
        TcpListener first = server.tcp(ANY_PORT, responder);
        TcpListener second = server.tcp(ANY_PORT, (NoteTaker) (origin, unit, request, reply) -> {
            reply.put((byte) 0x83).put((byte) 6);
            return Delivery.whole();
        });

        try (RawClient one = new RawClient(first.address());
                RawClient other = new RawClient(second.address())) {
            one.send(request(1, 1, 5));
            other.send(request(2, 1, 5));
            assertThat(one.receiveFrame()).isEqualTo(answer(1, 1, 5));
            assertThat(other.receiveFrame()).isEqualTo("00 02 00 00 00 03 01 83 06");
        }
    }

    @Test
    void should_name_the_address_and_the_way_out_when_the_port_is_in_use() {
        TcpListener taken = server.tcp(ANY_PORT, responder);

        assertThatThrownBy(() -> server.tcp(taken.address(), responder))
                .isInstanceOf(EndpointUnavailableException.class)
                .hasMessage("cannot listen on 127.0.0.1:" + taken.address().getPort()
                        + " for modbus_tcp: the port is in use; stop the program that uses it,"
                        + " or choose another port (0 takes any free one)");
    }

    @Test
    void should_name_the_address_and_the_way_out_when_the_machine_does_not_have_it() {
        InetSocketAddress elsewhere = new InetSocketAddress("192.0.2.1", 0);

        assertThatThrownBy(() -> server.tcp(elsewhere, responder))
                .isInstanceOf(EndpointUnavailableException.class)
                .hasMessage("cannot listen on 192.0.2.1:0 for modbus_tcp:"
                        + " this machine does not have that address; 0.0.0.0 stands for all that it has");
    }

    @Test
    void should_name_the_host_when_nobody_knows_it() {
        InetSocketAddress unknown = InetSocketAddress.createUnresolved("no-such-host.invalid", 502);

        assertThatThrownBy(() -> server.tcp(unknown, responder))
                .isInstanceOf(EndpointUnavailableException.class)
                .hasMessage("cannot listen on no-such-host.invalid:502 for modbus_tcp: no machine of the name"
                        + " no-such-host.invalid is known; give an address of this one");
    }

    @Test
    void should_free_the_port_and_end_its_connections_when_one_listener_is_closed() throws Exception {
        TcpListener closing = server.tcp(ANY_PORT, responder);
        TcpListener staying = server.tcp(ANY_PORT, responder);

        try (RawClient orphan = new RawClient(closing.address());
                RawClient other = new RawClient(staying.address())) {
            orphan.send(request(1, 1, 5)).receiveFrame();
            closing.close();
            closing.close();

            assertThat(orphan.receiveAll()).isEmpty();
            assertThat(responder.awaitClosed())
                    .isEqualTo(new Origin(closing.name(), Addresses.text(orphan.localAddress())));
            assertThatThrownBy(() -> new RawClient(closing.address())).isInstanceOf(ConnectException.class);
            other.send(request(2, 1, 6));
            assertThat(other.receiveFrame()).isEqualTo(answer(2, 1, 6));
        }
        assertThat(server.tcp(closing.address(), responder).address()).isEqualTo(closing.address());
    }

    @Test
    void should_release_everything_when_the_server_is_closed_with_connections_open() throws Exception {
        TcpListener listener = server.tcp(ANY_PORT, responder);

        try (RawClient busy = new RawClient(listener.address());
                RawClient idle = new RawClient(listener.address())) {
            busy.send(request(1, 1, 5)).receiveFrame();
            server.close();

            assertThat(busy.receiveAll()).isEmpty();
            assertThat(idle.receiveAll()).isEmpty();
        }
        assertThatThrownBy(() -> new RawClient(listener.address())).isInstanceOf(ConnectException.class);
        listener.close();
        server.close();
    }

    @Test
    void should_refuse_to_listen_when_the_server_is_closed() {
        server.close();

        assertThatThrownBy(() -> server.tcp(ANY_PORT, responder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the Modbus server is closed");
    }

    @Test
    void should_turn_a_client_away_when_the_responder_does_not_accept_it() throws IOException {
        TcpListener listener = server.tcp(ANY_PORT, responder.welcoming(origin -> false));

        assertThat(isTurnedAway(listener.address())).isTrue();
    }

    @Test
    void should_close_a_connection_when_it_has_been_silent_for_too_long() throws Exception {
        ServerLimits impatient = new ServerLimits(10, 10, Duration.ofMillis(40));
        try (ModbusServer impatientServer = ModbusServer.start(impatient);
                RawClient client =
                        new RawClient(impatientServer.tcp(ANY_PORT, responder).address())) {
            assertThat(client.receiveAll()).isEmpty();
        }
    }

    @Test
    void should_have_a_client_that_never_asked_make_room_when_the_port_is_full() throws Exception {
        ServerLimits narrow = new ServerLimits(2, 10, Duration.ofHours(1));
        try (ModbusServer narrowServer = ModbusServer.start(narrow)) {
            InetSocketAddress address = narrowServer.tcp(ANY_PORT, responder).address();
            try (RawClient busy = new RawClient(address);
                    RawClient idle = new RawClient(address)) {
                busy.send(request(1, 1, 5)).receiveFrame();
                try (RawClient newcomer = new RawClient(address)) {
                    newcomer.send(request(2, 1, 6));
                    assertThat(newcomer.receiveFrame()).isEqualTo(answer(2, 1, 6));
                    assertThat(idle.receiveAll()).isEmpty();
                    busy.send(request(3, 1, 7));
                    assertThat(busy.receiveFrame()).isEqualTo(answer(3, 1, 7));
                }
            }
        }
    }

    @Test
    void should_turn_a_newcomer_away_when_all_the_others_are_busy() throws Exception {
        ServerLimits narrow = new ServerLimits(10, 1, Duration.ofHours(1));
        try (ModbusServer narrowServer = ModbusServer.start(narrow)) {
            InetSocketAddress address = narrowServer.tcp(ANY_PORT, responder).address();
            try (RawClient busy = new RawClient(address)) {
                busy.send(request(1, 1, 5)).receiveFrame();
                assertThat(isTurnedAway(address)).isTrue();
                busy.send(request(3, 1, 7));
                assertThat(busy.receiveFrame()).isEqualTo(answer(3, 1, 7));
            }
        }
    }

    /** The reset may come while the client is still connecting, or right after. */
    private static boolean isTurnedAway(InetSocketAddress address) throws IOException {
        try (RawClient client = new RawClient(address)) {
            return client.receiveAll().isEmpty();
        } catch (SocketException e) {
            return true;
        }
    }

    /** A responder that is only its answer. */
    interface NoteTaker extends Responder {
        @Override
        default void dropped(Origin origin, String reason, ByteBuffer received) {
            throw new AssertionError(reason);
        }
    }
}
