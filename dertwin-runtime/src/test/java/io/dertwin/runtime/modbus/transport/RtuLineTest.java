package io.dertwin.runtime.modbus.transport;

import static io.dertwin.runtime.modbus.transport.Rtu.brokenFrame;
import static io.dertwin.runtime.modbus.transport.Rtu.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
class RtuLineTest {

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final String REQUEST = frame("01 03 12 34 00 01");
    private static final String ANSWER = frame("01 03 02 12 34");
    private static final int ANSWER_BYTES = 7;

    @TempDir
    private Path folder;

    private final ModbusServer server = ModbusServer.start();
    private final ArrayResponder responder = ArrayResponder.forUnitOne();
    private Path path;

    @BeforeEach
    void choosePath() {
        path = folder.resolve("ttyBess");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private RtuLine open() {
        return open(server);
    }

    private RtuLine open(ModbusServer someServer) {
        return someServer.rtuLine(path, SerialSettings.DEFAULT, ANY_PORT, responder);
    }

    @Test
    void should_answer_on_a_terminal_that_it_has_made_and_linked() throws Exception {
        RtuLine line = open();

        assertThat(line.path()).isEqualTo(path).isSymbolicLink();
        assertThat(line.name()).isEqualTo("modbus_rtu " + path);
        assertThat(server.listeners()).containsExactly(line);
        try (TerminalClient client = new TerminalClient(path)) {
            client.send(REQUEST);
            assertThat(client.receive(ANSWER_BYTES)).isEqualTo(ANSWER);
            client.send("00 FF " + brokenFrame("01 03 00 00 00 01") + frame("02 03 00 00 00 01") + REQUEST);
            assertThat(client.receive(ANSWER_BYTES)).isEqualTo(ANSWER);
        }
    }

    @Test
    void should_carry_all_bytes_whatever_they_mean_to_a_terminal() throws Exception {
        open();

        try (TerminalClient client = new TerminalClient(path)) {
            for (int value = 0; value < 256; value++) {
                String same = frame(String.format("01 06 %02X %02X %02X %02X", value, value, value, value));
                client.send(same);
                assertThat(client.receive(8)).isEqualTo(same);
            }
        }
    }

    @Test
    void should_go_on_when_clients_come_and_go() throws Exception {
        open();

        for (int i = 0; i < 50; i++) {
            try (TerminalClient client = new TerminalClient(path)) {
                client.send(REQUEST);
                assertThat(client.receive(ANSWER_BYTES)).isEqualTo(ANSWER);
            }
        }
    }

    @Test
    void should_serve_the_same_units_on_the_bridge_to_several_clients_at_once() throws Exception {
        RtuLine line = open();

        try (TerminalClient terminal = new TerminalClient(path);
                RawClient first = new RawClient(line.bridge().address());
                RawClient second = new RawClient(line.bridge().address())) {
            first.send(RawClient.bytes(REQUEST)).send(RawClient.bytes(frame("01 06 12 34 AB CD")));
            second.send("FF FF " + REQUEST.substring(0, 11));
            assertThat(first.receive(ANSWER_BYTES)).isEqualTo(ANSWER);
            assertThat(first.receive(8)).isEqualTo(frame("01 06 12 34 AB CD"));
            second.send(REQUEST.substring(11));
            assertThat(second.receive(ANSWER_BYTES)).isEqualTo(frame("01 03 02 AB CD"));
            terminal.send(REQUEST);
            assertThat(terminal.receive(ANSWER_BYTES)).isEqualTo(frame("01 03 02 AB CD"));
        }
    }

    @Test
    void should_hold_a_reply_back_and_tell_when_it_has_left() throws Exception {
        CountDownLatch left = new CountDownLatch(1);
        AtomicBoolean sent = new AtomicBoolean();
        responder.delivering(
                (unit, request) -> new Delivery(true, TimeUnit.MILLISECONDS.toNanos(30), 5, 0, false, true, whether -> {
                    sent.set(whether);
                    left.countDown();
                }));
        open();

        try (TerminalClient client = new TerminalClient(path)) {
            client.send(REQUEST);
            assertThat(client.receive(5)).isEqualTo("01 03 02 12 34");
            assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(sent).isTrue();
            client.send(REQUEST);
            assertThat(client.receive(5)).isEqualTo("01 03 02 12 34");
        }
    }

    @Test
    void should_not_hear_anything_while_the_responder_does_not_accept_it() throws Exception {
        AtomicBoolean refuse = new AtomicBoolean(true);
        CountDownLatch refused = new CountDownLatch(1);
        responder.welcoming(origin -> {
            boolean welcome = !refuse.get();
            if (!welcome) {
                refused.countDown();
            }
            return welcome;
        });
        open();

        try (TerminalClient client = new TerminalClient(path)) {
            client.send(frame("01 06 00 07 AB CD"));
            assertThat(refused.await(10, TimeUnit.SECONDS)).isTrue();
            refuse.set(false);
            client.send(frame("01 03 00 07 00 01"));
            assertThat(client.receive(ANSWER_BYTES)).isEqualTo(frame("01 03 02 00 07"));
        }
    }

    @Test
    void should_drop_a_frame_with_a_wrong_checksum_when_the_line_falls_quiet() throws Exception {
        open();

        try (TerminalClient client = new TerminalClient(path)) {
            client.send(brokenFrame("01 03 00 07 00 01"));
            assertThat(responder.awaitDropped()).isEqualTo("an RTU frame with a wrong CRC (8 bytes)");
        }
    }

    @Test
    void should_remove_the_link_and_what_belongs_to_it_when_closed() throws Exception {
        RtuLine line = open();
        InetSocketAddress bridge = line.bridge().address();

        line.close();
        line.close();

        assertThat(folder).isEmptyDirectory();
        assertThatThrownBy(() -> new RawClient(bridge)).isInstanceOf(ConnectException.class);
        open().close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void should_remove_the_link_when_the_server_is_closed() {
        open();

        server.close();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void should_leave_a_link_alone_that_somebody_has_put_in_its_place() throws Exception {
        RtuLine line = open();
        Files.delete(path);
        Files.createSymbolicLink(path, Path.of("/dev/null"));

        line.close();

        assertThat(Files.readSymbolicLink(path)).isEqualTo(Path.of("/dev/null"));
    }

    @Test
    void should_replace_the_link_that_a_crashed_run_has_left_even_if_its_terminal_is_somebody_elses_now()
            throws Exception {
        Path others = folder.resolve("others");
        try (ModbusServer other = ModbusServer.start()) {
            other.rtuLine(others, SerialSettings.DEFAULT, ANY_PORT, responder);
            Path othersTerminal = Files.readSymbolicLink(others);
            Files.createSymbolicLink(path, othersTerminal);
            Files.writeString(folder.resolve(".ttyBess.dertwin"), othersTerminal.toString());

            open();

            assertThat(Files.readSymbolicLink(path)).isNotEqualTo(othersTerminal);
        }
    }

    @Test
    void should_replace_a_link_to_a_terminal_that_is_gone() throws Exception {
        Files.createSymbolicLink(path, Path.of("/dev/pts/99999"));

        open();

        assertThat(Files.exists(path)).isTrue();
    }

    @Test
    void should_say_so_when_another_site_serves_the_path() {
        open();

        try (ModbusServer other = ModbusServer.start()) {
            assertThatThrownBy(() -> open(other))
                    .isInstanceOf(EndpointUnavailableException.class)
                    .hasMessage("cannot open " + path + " for modbus_rtu: another running site serves this path;"
                            + " choose another one, or end that site");
        }
        assertThat(Files.exists(path)).isTrue();
    }

    @Test
    void should_never_replace_a_file() throws Exception {
        Files.writeString(path, "precious");

        assertThatThrownBy(this::open)
                .isInstanceOf(EndpointUnavailableException.class)
                .hasMessage("cannot open " + path + " for modbus_rtu: there is something else at this path,"
                        + " which is no serial device; move it away, or choose another path");
        assertThat(path).hasContent("precious");
        assertThat(leftInFolder()).containsExactly(path);
    }

    @Test
    void should_never_replace_a_link_to_something_else() throws Exception {
        Path target = folder.resolve("elsewhere");
        Files.createSymbolicLink(path, target);

        assertThatThrownBy(this::open)
                .isInstanceOf(EndpointUnavailableException.class)
                .hasMessage("cannot open " + path + " for modbus_rtu: there is a link to " + target
                        + " at this path, which is no serial device; remove it, or choose another path");
        assertThat(Files.isSymbolicLink(path)).isTrue();
    }

    @Test
    void should_name_the_folder_when_it_does_not_exist() {
        path = folder.resolve("missing").resolve("ttyBess");

        assertThatThrownBy(this::open)
                .isInstanceOf(EndpointUnavailableException.class)
                .hasMessage("cannot open " + path + " for modbus_rtu: the folder " + folder.resolve("missing")
                        + " does not exist; create it, or choose another path");
    }

    @Test
    void should_leave_nothing_behind_when_the_bridge_cannot_be_had() throws Exception {
        TcpListener taken = server.tcp(ANY_PORT, responder);

        assertThatThrownBy(() -> server.rtuLine(path, SerialSettings.DEFAULT, taken.address(), responder))
                .isInstanceOf(EndpointUnavailableException.class)
                .hasMessageContaining("modbus_rtu_over_tcp: the port is in use");
        assertThat(leftInFolder()).isEmpty();
    }

    @Test
    void should_not_have_a_client_read_the_reply_that_another_has_left_unread() throws Exception {
        open();
        try (TerminalClient impatient = new TerminalClient(path)) {
            impatient.send(frame("01 03 00 01 00 01"));
            assertThat(impatient.awaitReadable()).isTrue();
        }

        try (TerminalClient next = new TerminalClient(path)) {
            assertThat(next.awaitNothingUnread()).isTrue();
            next.send(REQUEST);
            assertThat(next.receive(ANSWER_BYTES)).isEqualTo(ANSWER);
        }
    }

    @Test
    void should_open_a_serial_device_that_exists() throws Exception {
        Pty wire = Pty.open();
        try {
            Path device = Path.of(wire.device());
            RtuLine line = server.rtuLine(device, SerialSettings.DEFAULT, ANY_PORT, responder);

            assertThat(answerOver(wire)).isEqualTo(ANSWER);
            line.close();
            assertThat(device).exists();
        } finally {
            wire.close();
        }
    }

    @Test
    void should_say_so_when_what_is_there_is_no_serial_device() {
        assertThatThrownBy(() -> server.rtuLine(Path.of("/dev/null"), SerialSettings.DEFAULT, ANY_PORT, responder))
                .isInstanceOf(EndpointUnavailableException.class)
                .hasMessageStartingWith("cannot open /dev/null for modbus_rtu: the serial device cannot be opened")
                .hasMessageEndingWith("see that no other program uses it and that you may read and write it");
    }

    @Test
    void should_wait_for_a_serial_device_that_was_unplugged() throws Exception {
        Pty first = Pty.open();
        Files.createSymbolicLink(path, Path.of(first.device()));
        open();
        assertThat(answerOver(first)).isEqualTo(ANSWER);

        first.close();
        Pty second = Pty.open();
        try {
            Files.delete(path);
            Files.createSymbolicLink(path, Path.of(second.device()));

            assertThat(answerOver(second)).isEqualTo(ANSWER);
        } finally {
            second.close();
        }
    }

    /** What comes back over the other end of a serial device; asks again until something does. */
    private static String answerOver(Pty wire) throws Exception {
        ByteBuffer answer = ByteBuffer.allocate(ANSWER_BYTES);
        long guardNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (answer.hasRemaining() && System.nanoTime() < guardNanos) {
            if (answer.position() == 0) {
                wire.write(ByteBuffer.wrap(RawClient.bytes(REQUEST)));
            }
            wire.read(answer, TimeUnit.MILLISECONDS.toNanos(500));
        }
        return RawClient.hex(answer.array());
    }

    private List<Path> leftInFolder() throws Exception {
        try (var files = Files.list(folder)) {
            return files.filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }
}
