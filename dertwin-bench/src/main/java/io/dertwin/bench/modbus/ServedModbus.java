package io.dertwin.bench.modbus;

import io.dertwin.runtime.modbus.transport.Delivery;
import io.dertwin.runtime.modbus.transport.ModbusServer;
import io.dertwin.runtime.modbus.transport.Origin;
import io.dertwin.runtime.modbus.transport.Responder;
import io.dertwin.runtime.protocol.PortPolicy;
import io.dertwin.runtime.site.Site;
import io.dertwin.runtime.site.SiteReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The servers that are measured, by name; prints its port. */
public final class ServedModbus {

    private static final byte[] FIXED_REPLY = new byte[22];

    private ServedModbus() {}

    /**
     * @param arguments {@code echo} and perhaps its port, {@code transport}, {@code j2mod}, {@code digitalpetri}, or
     *     {@code site} and how many devices it has
     */
    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "echo" -> echo(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0);
            case "transport" -> transport();
            case "j2mod" -> OtherServers.j2mod();
            case "digitalpetri" -> OtherServers.digitalpetri();
            case "site" -> site(Integer.parseInt(arguments[1]));
            default -> throw new IllegalArgumentException("no server " + arguments[0]);
        }
    }

    private static void echo(int port) throws IOException {
        EchoServer echo = new EchoServer(port);
        System.out.println(echo.port());
        echo.run();
    }

    /** The transport alone: every request has the same answer. */
    private static void transport() throws IOException {
        FIXED_REPLY[0] = 4;
        FIXED_REPLY[1] = 20;
        try (ModbusServer server = ModbusServer.start()) {
            InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            System.out.println(
                    server.tcp(anyPort, new FixedResponder()).address().getPort());
            System.in.readAllBytes();
        }
    }

    /** An energy meter and batteries, each with a port of its own; the clock follows wall time in steps of 0.1 s. */
    private static void site(int devices) throws IOException {
        try (Site site = new Site(SiteReader.read(siteFile(devices)))) {
            site.open(PortPolicy.random());
            site.engine().follow(1);
            System.out.println(site.endpoints(site.devices().get(0)).get(0).port());
            System.in.readAllBytes();
        }
    }

    private static Path siteFile(int devices) throws IOException {
        String assets = IntStream.range(0, devices)
                .mapToObj(i -> i == 0 ? asset("energy_meter") : asset("bess"))
                .collect(Collectors.joining(","));
        Path file = Files.createTempFile("modbus-benchmark", ".json");
        file.toFile().deleteOnExit();
        Files.writeString(file, "{\"step\":0.1,\"assets\":[" + assets + "]}");
        return file;
    }

    private static String asset(String type) {
        return "{\"type\":\"" + type + "\",\"protocols\":[{\"kind\":\"modbus_tcp\",\"port\":0,\"register_map\":\""
                + type + "_modbus.yaml\"}]}";
    }

    /** Knows one answer. */
    private static final class FixedResponder implements Responder {

        @Override
        public Delivery respond(Origin origin, int unitId, ByteBuffer request, ByteBuffer reply) {
            reply.put(FIXED_REPLY);
            return Delivery.whole();
        }

        @Override
        public void dropped(Origin origin, String reason, ByteBuffer received) {
            throw new IllegalStateException(reason);
        }
    }
}
