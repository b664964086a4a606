package io.dertwin.bench.modbus;

import com.digitalpetri.modbus.server.ModbusTcpServer;
import com.digitalpetri.modbus.server.ProcessImage;
import com.digitalpetri.modbus.server.ReadOnlyModbusServices;
import com.digitalpetri.modbus.tcp.server.NettyTcpServerTransport;
import com.ghgande.j2mod.modbus.ModbusException;
import com.ghgande.j2mod.modbus.procimg.SimpleInputRegister;
import com.ghgande.j2mod.modbus.procimg.SimpleProcessImage;
import com.ghgande.j2mod.modbus.slave.ModbusSlave;
import com.ghgande.j2mod.modbus.slave.ModbusSlaveFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** The servers of Modbus libraries, with as many registers as are asked for. */
final class OtherServers {

    private static final int REGISTERS = 32;

    /** It has a thread for each connection, and lets those wait that find none. */
    private static final int J2MOD_THREADS = 256;

    private OtherServers() {}

    static void j2mod() throws IOException, ModbusException {
        SimpleProcessImage image = new SimpleProcessImage(1);
        for (int i = 0; i < REGISTERS; i++) {
            image.addInputRegister(new SimpleInputRegister(i));
        }
        int port = freePort();
        ModbusSlave slave =
                ModbusSlaveFactory.createTCPSlave(InetAddress.getLoopbackAddress(), port, J2MOD_THREADS, false);
        slave.addProcessImage(1, image);
        slave.open();
        serve(port);
    }

    static void digitalpetri() throws IOException, InterruptedException, ExecutionException {
        ProcessImage image = new ProcessImage();
        image.with(transaction -> transaction.writeInputRegisters(registers -> {
            for (int i = 0; i < REGISTERS; i++) {
                registers.put(i, new byte[] {0, (byte) i});
            }
        }));
        int port = freePort();
        NettyTcpServerTransport transport = NettyTcpServerTransport.create(
                config -> config.setBindAddress(InetAddress.getLoopbackAddress().getHostAddress())
                        .setPort(port));
        ModbusTcpServer.create(transport, new ReadOnlyModbusServices() {
                    @Override
                    protected Optional<ProcessImage> getProcessImage(int unitId) {
                        return Optional.of(image);
                    }
                })
                .start();
        serve(port);
    }

    /** Until whoever has started this process lets go of it. */
    private static void serve(int port) throws IOException {
        System.out.println(port);
        System.in.readAllBytes();
        System.exit(0);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
