package io.dertwin.runtime.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.runtime.fault.FaultProfiles;
import io.dertwin.runtime.modbus.transport.ModbusServer;
import io.dertwin.runtime.modbus.transport.TcpListener;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every kind of fault as a client sees it at the other end of a socket. */
@Timeout(60)
class FaultsOnTheWireTest {

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    private static final String SOC = "04 7D 02 00 01";
    private static final String SOC_50 = "04 02 01 F4";
    private static final String RTU_SOC = "01 04 7D 02 00 01 88 66";
    private static final String RTU_SOC_50 = "01 04 02 01 F4 B9 27";

    private final FaultBench bench = new FaultBench();
    private final ModbusServer server = ModbusServer.start();
    private final List<Socket> sockets = new ArrayList<>();
    private final TcpListener tcp = listen();

    private TcpListener listen() {
        TcpListener listener = server.tcp(loopback(), bench.responder());
        bench.responder().onLoss(listener.name(), listener::hangUp);
        return listener;
    }

    private TcpListener listenRtu() {
        bench.use(Addressing.SERIAL);
        return server.rtuOverTcp(loopback(), bench.responder());
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
        bench.engine.close();
    }

    @Test
    void should_let_one_client_wait_and_no_other_when_its_answer_is_delayed() throws IOException {
        bench.add("'kind': 'delay'", "'ms': 60", "'count': 1");
        Socket waiting = connect(tcp);
        long asked = System.nanoTime();
        ask(waiting, 1, SOC);
        ask(waiting, 2, SOC);

        assertThat(answer(waiting)).isEqualTo(frame(1, SOC_50));
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked)).isGreaterThanOrEqualTo(60);
        assertThat(answer(waiting)).isEqualTo(frame(2, SOC_50));

        bench.add("'kind': 'delay'", "'ms': 3600000", "'count': 1");
        ask(waiting, 3, SOC);
        Socket other = connect(tcp);
        awaitHits(1, 1);
        ask(other, 4, SOC);
        assertThat(answer(other)).isEqualTo(frame(4, SOC_50));
    }

    @Test
    void should_get_no_answer_and_then_one_to_the_next_request() throws IOException {
        bench.add("'kind': 'no_response'", "'count': 1");
        Socket client = connect(tcp);
        ask(client, 1, SOC);
        ask(client, 2, SOC);

        assertThat(answer(client)).isEqualTo(frame(2, SOC_50));
    }

    @Test
    void should_get_the_exception() throws IOException {
        bench.add("'kind': 'exception'", "'code': 6");
        Socket client = connect(tcp);
        ask(client, 1, SOC);

        assertThat(answer(client)).isEqualTo(frame(1, "84 06"));
    }

    @Test
    void should_see_the_end_in_place_of_an_answer() throws IOException {
        bench.add("'kind': 'disconnect'", "'count': 1");
        Socket client = connect(tcp);
        ask(client, 1, SOC);

        assertThat(isOver(client)).isTrue();
        Socket again = connect(tcp);
        ask(again, 2, SOC);
        assertThat(answer(again)).isEqualTo(frame(2, SOC_50));
    }

    @Test
    void should_be_refused_and_go_on_where_it_was_connected() throws IOException {
        Socket before = connect(tcp);
        ask(before, 1, SOC);
        assertThat(answer(before)).isEqualTo(frame(1, SOC_50));
        bench.add("'kind': 'refuse'");

        assertThat(isOver(connect(tcp))).isTrue();
        ask(before, 2, SOC);
        assertThat(answer(before)).isEqualTo(frame(2, SOC_50));
    }

    @Test
    void should_be_served_once_the_only_client_has_left() throws IOException {
        bench.faults.add(
                FaultProfiles.standard().named("one-client").orElseThrow().on("bess-1"));
        Socket first = connect(tcp);
        ask(first, 1, SOC);
        assertThat(answer(first)).isEqualTo(frame(1, SOC_50));
        assertThat(isOver(connect(tcp))).isTrue();

        first.close();
        assertThat(servedAtLast()).isEqualTo(frame(9, SOC_50));
    }

    /** The server learns of the close when it gets to it. */
    private String servedAtLast() throws IOException {
        while (true) {
            Socket client = connect(tcp);
            try {
                ask(client, 9, SOC);
                String answer = answer(client);
                if (!answer.isEmpty()) {
                    return answer;
                }
            } catch (SocketException e) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void should_get_the_first_bytes_only() throws IOException {
        bench.add("'kind': 'truncate'", "'bytes': 5", "'count': 1");
        Socket client = connect(tcp);
        ask(client, 1, SOC);
        ask(client, 2, SOC);

        assertThat(receive(client, 5)).isEqualTo(frame(1, SOC_50).substring(0, 14));
        assertThat(answer(client)).isEqualTo(frame(2, SOC_50));
    }

    @Test
    void should_get_the_transaction_id_of_the_request_before() throws IOException {
        bench.add("'kind': 'wrong_transaction_id'");
        Socket client = connect(tcp);
        ask(client, 0x1234, SOC);

        assertThat(answer(client)).isEqualTo(frame(0x1233, SOC_50));
    }

    @Test
    void should_get_a_wrong_checksum_over_a_line() throws IOException {
        Socket client = connect(listenRtu());
        send(client, RTU_SOC);
        assertThat(receive(client, 7)).isEqualTo(RTU_SOC_50);

        bench.add("'kind': 'corrupt_crc'", "'count': 1");
        send(client, RTU_SOC);
        assertThat(receive(client, 7)).startsWith(RTU_SOC_50.substring(0, 14)).isNotEqualTo(RTU_SOC_50);
        send(client, RTU_SOC);
        assertThat(receive(client, 7)).isEqualTo(RTU_SOC_50);
    }

    @Test
    void should_get_nothing_over_a_line_when_the_device_is_lost() throws IOException {
        Socket client = connect(listenRtu());
        bench.add("'kind': 'communication_loss'", "'duration': 1");
        send(client, RTU_SOC);

        assertThat(isOver(client)).isTrue();
    }

    @Test
    void should_lose_its_connection_and_get_another_when_the_device_is_back() throws IOException {
        Socket client = connect(tcp);
        ask(client, 1, SOC);
        answer(client);
        bench.add("'kind': 'communication_loss'", "'duration': 'PT1S'");

        assertThat(isOver(client)).isTrue();
        assertThat(isOver(connect(tcp))).isTrue();

        bench.advance(10);
        Socket again = connect(tcp);
        ask(again, 2, SOC);
        assertThat(answer(again)).isEqualTo(frame(2, SOC_50));
    }

    @Test
    void should_read_what_faults_make_of_values() throws IOException {
        Socket client = connect(tcp);
        bench.add("'kind': 'stuck'", "'register': 'system_soc'", "'value': 12.3", "'count': 1");
        bench.add("'kind': 'nan'", "'skip': 1", "'count': 1");
        ask(client, 1, SOC);
        ask(client, 2, SOC);
        ask(client, 3, SOC);

        assertThat(answer(client)).isEqualTo(frame(1, "04 02 00 7B"));
        assertThat(answer(client)).isEqualTo(frame(2, "04 02 FF FF"));
        assertThat(answer(client)).isEqualTo(frame(3, SOC_50));
    }

    @Test
    void should_be_told_that_a_write_was_taken_which_is_ignored() throws IOException {
        Socket client = connect(tcp);
        bench.add("'kind': 'write_ignored'");
        ask(client, 1, "10 27 8E 00 02 04 00 00 00 64");
        assertThat(answer(client)).isEqualTo(frame(1, "10 27 8E 00 02"));
        ask(client, 2, "03 27 8E 00 02");
        assertThat(answer(client)).isEqualTo(frame(2, "03 04 00 00 00 00"));
    }

    private void awaitHits(int fault, long hits) {
        while (bench.faults.list().get(fault).hits() < hits) {
            Thread.onSpinWait();
        }
    }

    private Socket connect(TcpListener listener) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setTcpNoDelay(true);
        socket.connect(listener.address());
        return socket;
    }

    private static void ask(Socket socket, int transactionId, String pdu) throws IOException {
        send(socket, frame(transactionId, pdu));
    }

    private static void send(Socket socket, String hex) throws IOException {
        socket.getOutputStream().write(HEX.parseHex(hex));
    }

    /** A Modbus TCP frame of unit 1. */
    private static String frame(int transactionId, String pdu) {
        int length = 1 + HEX.parseHex(pdu).length;
        return String.format("%02X %02X 00 00 00 %02X 01 %s", transactionId >> 8, transactionId & 0xFF, length, pdu);
    }

    /** A whole Modbus TCP frame; empty if the connection ends. */
    private static String answer(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] header = in.readNBytes(6);
        if (header.length < 6) {
            return "";
        }
        return HEX.formatHex(header) + " " + HEX.formatHex(in.readNBytes(header[5]));
    }

    private static String receive(Socket socket, int count) throws IOException {
        return HEX.formatHex(socket.getInputStream().readNBytes(count));
    }

    /** Whether the connection ends, by whatever means, before another byte. */
    private static boolean isOver(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }
}
