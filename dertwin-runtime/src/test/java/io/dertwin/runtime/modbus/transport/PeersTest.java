package io.dertwin.runtime.modbus.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.digitalpetri.modbus.client.ModbusClient;
import com.digitalpetri.modbus.client.ModbusRtuClient;
import com.digitalpetri.modbus.client.ModbusTcpClient;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadInputRegistersRequest;
import com.digitalpetri.modbus.pdu.WriteMultipleRegistersRequest;
import com.digitalpetri.modbus.pdu.WriteSingleRegisterRequest;
import com.digitalpetri.modbus.serial.client.SerialPortClientTransport;
import com.digitalpetri.modbus.tcp.client.NettyRtuClientTransport;
import com.digitalpetri.modbus.tcp.client.NettyTcpClientTransport;
import com.fazecast.jSerialComm.SerialPort;
import com.ghgande.j2mod.modbus.facade.AbstractModbusMaster;
import com.ghgande.j2mod.modbus.facade.ModbusSerialMaster;
import com.ghgande.j2mod.modbus.facade.ModbusTCPMaster;
import com.ghgande.j2mod.modbus.procimg.Register;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import com.ghgande.j2mod.modbus.util.SerialParameters;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Other people's implementations of Modbus, in all the ways in which they reach us. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class PeersTest {

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final int TIMEOUT_MILLIS = 10_000;

    @TempDir
    private Path folder;

    private final ModbusServer server = ModbusServer.start();
    private final ArrayResponder responder = ArrayResponder.forUnitOne();
    private int tcpPort;
    private int rtuOverTcpPort;
    private int bridgePort;
    private String terminal;

    @BeforeEach
    void open() {
        terminal = folder.resolve("ttyPeer").toString();
        tcpPort = server.tcp(ANY_PORT, responder).address().getPort();
        rtuOverTcpPort = server.rtuOverTcp(ANY_PORT, responder).address().getPort();
        bridgePort = server.rtuLine(Path.of(terminal), SerialSettings.DEFAULT, ANY_PORT, responder)
                .bridge()
                .address()
                .getPort();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void should_understand_mbpoll_over_tcp() throws Exception {
        String port = String.valueOf(tcpPort);
        assertThat(Mbpoll.run("-p", port, "-t", "3:hex", "-r", "4660", "-c", "2", "127.0.0.1")
                        .values())
                .containsExactly("[4660]: 0x1234", "[4661]: 0x1235");
        assertThat(Mbpoll.run("-p", port, "-r", "10", "127.0.0.1", "11", "22", "33")
                        .exitCode())
                .isZero();
        assertThat(Mbpoll.run("-p", port, "-r", "10", "-c", "3", "127.0.0.1").values())
                .containsExactly("[10]: 11", "[11]: 22", "[12]: 33");
    }

    @Test
    void should_understand_mbpoll_on_a_terminal() throws Exception {
        String[] line = {"-m", "rtu", "-b", "9600", "-P", "none"};
        assertThat(Mbpoll.run(with(line, "-t", "3:hex", "-r", "4660", "-c", "125", terminal))
                        .values())
                .hasSize(125)
                .startsWith("[4660]: 0x1234", "[4661]: 0x1235");
        assertThat(Mbpoll.run(with(line, "-r", "10", terminal, "11", "22", "33"))
                        .exitCode())
                .isZero();
        assertThat(Mbpoll.run(with(line, "-r", "10", "-c", "3", terminal)).values())
                .containsExactly("[10]: 11", "[11]: 22", "[12]: 33");
        assertThat(Mbpoll.run("-m", "rtu", "-r", "10", terminal).values())
                .as("with mbpoll's own settings, even parity among them")
                .containsExactly("[10]: 11");
    }

    @Test
    void should_answer_a_thousand_requests_of_mbpoll_on_a_terminal_without_an_error() throws Exception {
        String thousandTimesUnitOne = String.join(",", Collections.nCopies(1000, "1"));

        Mbpoll.Result result = Mbpoll.run("-m", "rtu", "-a", thousandTimesUnitOne, "-r", "7", terminal);

        assertThat(result.output()).doesNotContainIgnoringCase("failed").doesNotContainIgnoringCase("error");
        assertThat(result.values()).hasSize(1000).containsOnly("[7]: 7");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void should_understand_j2mod_over_tcp() throws Exception {
        exchange(new ModbusTCPMaster("127.0.0.1", tcpPort, TIMEOUT_MILLIS, false));
    }

    @Test
    void should_understand_j2mod_in_rtu_frames_over_tcp() throws Exception {
        exchange(new ModbusTCPMaster("127.0.0.1", rtuOverTcpPort, TIMEOUT_MILLIS, false, true));
        exchange(new ModbusTCPMaster("127.0.0.1", bridgePort, TIMEOUT_MILLIS, false, true));
    }

    @Test
    void should_understand_j2mod_on_a_terminal() throws Exception {
        SerialParameters parameters = new SerialParameters();
        parameters.setPortName(terminal);
        parameters.setBaudRate(115_200);
        parameters.setDatabits(8);
        parameters.setParity("None");
        parameters.setStopbits(1);
        parameters.setEncoding("rtu");
        parameters.setEcho(false);
        exchange(new ModbusSerialMaster(parameters, TIMEOUT_MILLIS));
    }

    private void exchange(AbstractModbusMaster master) throws Exception {
        master.connect();
        try {
            assertThat(master.readInputRegisters(1, 0x1234, 1)[0].getValue()).isEqualTo(0x1234);
            master.writeSingleRegister(1, 3, new SimpleRegister(0xABCD));
            master.writeMultipleRegisters(1, 4, registers(123, 0x4000));
            Register[] read = master.readMultipleRegisters(1, 3, 124);
            assertThat(read[0].getValue()).isEqualTo(0xABCD);
            assertThat(read[123].getValue()).isEqualTo(0x4000 + 122);
        } finally {
            master.disconnect();
        }
    }

    private static Register[] registers(int count, int first) {
        Register[] registers = new Register[count];
        for (int i = 0; i < count; i++) {
            registers[i] = new SimpleRegister(first + i);
        }
        return registers;
    }

    @Test
    void should_understand_digitalpetri_over_tcp() throws Exception {
        exchange(ModbusTcpClient.create(NettyTcpClientTransport.create(config -> {
            config.hostname = "127.0.0.1";
            config.port = tcpPort;
        })));
    }

    @Test
    void should_understand_digitalpetri_in_rtu_frames_over_tcp() throws Exception {
        exchange(ModbusRtuClient.create(NettyRtuClientTransport.create(config -> {
            config.hostname = "127.0.0.1";
            config.port = bridgePort;
        })));
    }

    @Test
    void should_understand_digitalpetri_on_a_terminal() throws Exception {
        exchange(ModbusRtuClient.create(SerialPortClientTransport.create(config -> {
            config.serialPort = terminal;
            config.baudRate = 115_200;
            config.dataBits = 8;
            config.parity = SerialPort.NO_PARITY;
            config.stopBits = SerialPort.ONE_STOP_BIT;
        })));
    }

    private void exchange(ModbusClient client) throws Exception {
        client.connect();
        try {
            assertThat(client.readInputRegisters(1, new ReadInputRegistersRequest(0x1234, 1))
                            .registers())
                    .containsExactly(0x12, 0x34);
            client.writeSingleRegister(1, new WriteSingleRegisterRequest(3, 0xABCD));
            byte[] words = new byte[2 * 123];
            words[0] = 0x11;
            words[2 * 123 - 1] = 0x22;
            client.writeMultipleRegisters(1, new WriteMultipleRegistersRequest(4, 123, words));
            assertThat(client.readHoldingRegisters(1, new ReadHoldingRegistersRequest(3, 124))
                            .registers())
                    .startsWith(0xAB, 0xCD, 0x11)
                    .endsWith(0x22);
        } finally {
            client.disconnect();
        }
    }

    private static String[] with(String[] first, String... more) {
        String[] all = new String[first.length + more.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }
}
