package io.dertwin.runtime.modbus.transport;

import static io.dertwin.runtime.modbus.transport.RawClient.answer;
import static io.dertwin.runtime.modbus.transport.RawClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A server in a process of its own, which may open few files. */
@EnabledOnOs(OS.LINUX)
class ScarceDescriptorsTest {

    private static final int MORE_CLIENTS_THAN_DESCRIPTORS = 200;

    @TempDir
    private Path folder;

    private Process process;
    private InetSocketAddress address;

    @BeforeEach
    void start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String command = "ulimit -n 128; exec \"$0\" -XX:-MaxFDLimit -XX:TieredStopAtLevel=1 -cp \"$1\" \"$2\"";
        process = new ProcessBuilder(
                        "sh",
                        "-c",
                        command,
                        java,
                        System.getProperty("java.class.path"),
                        ScarceDescriptorsTest.Server.class.getName())
                .redirectError(log().toFile())
                .start();
        int port = Integer.parseInt(
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine());
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private Path log() {
        return folder.resolve("log");
    }

    /** Its standard input ends. */
    @AfterEach
    void end() throws Exception {
        process.getOutputStream().close();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    @Test
    void should_serve_those_who_are_there_and_then_those_who_waited_when_descriptors_run_out() throws Exception {
        try (RawClient early = new RawClient(address)) {
            assertIsServed(early);
            List<RawClient> crowd = new ArrayList<>();
            for (int i = 0; i < MORE_CLIENTS_THAN_DESCRIPTORS; i++) {
                crowd.add(new RawClient(address).send(request(i, 1, i)));
            }
            for (int i = 0; i < MORE_CLIENTS_THAN_DESCRIPTORS; i++) {
                assertThat(crowd.get(i).receiveFrame()).isEqualTo(answer(i, 1, i));
                crowd.get(i).close();
                assertIsServed(early);
            }
        }
        try (RawClient late = new RawClient(address)) {
            assertIsServed(late);
        }
        assertThat(Files.readString(log())).containsOnlyOnce("cannot accept connections for now");
    }

    private static void assertIsServed(RawClient client) throws IOException {
        client.send(request(7, 1, 9));
        assertThat(client.receiveFrame()).isEqualTo(answer(7, 1, 9));
    }

    /** Says its port and serves until its standard input ends. */
    static final class Server {

        private Server() {}

        public static void main(String[] arguments) throws IOException {
            try (ModbusServer server = ModbusServer.start()) {
                InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
                TcpListener listener = server.tcp(anyPort, ArrayResponder.forAnyUnit());
                System.out.println(listener.address().getPort());
                System.in.readAllBytes();
            }
        }
    }
}
