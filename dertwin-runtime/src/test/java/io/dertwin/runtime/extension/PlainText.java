package io.dertwin.runtime.extension;

import io.dertwin.runtime.device.DeviceType;
import io.dertwin.runtime.engine.CommandRefusedException;
import io.dertwin.runtime.engine.Engine;
import io.dertwin.runtime.engine.PlantDevice;
import io.dertwin.runtime.protocol.Attachment;
import io.dertwin.runtime.protocol.Binding;
import io.dertwin.runtime.protocol.Endpoint;
import io.dertwin.runtime.protocol.OpenProtocol;
import io.dertwin.runtime.protocol.PortPolicy;
import io.dertwin.runtime.protocol.Protocol;
import io.dertwin.runtime.protocol.Services;
import io.dertwin.runtime.settings.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A protocol as CONTRIBUTING.md has somebody add it: {@code get POINT} and {@code put COMMAND VALUE}, a line each. */
final class PlainText implements Protocol {

    /** A port of its own for a device. */
    private record PlainTextBinding(int port) implements Binding {
        @Override
        public List<Claim> claims() {
            return port == 0 ? List.of() : List.of(new Claim("port " + port, "plain_text", ""));
        }

        @Override
        public String description() {
            return "plain_text port " + port;
        }
    }

    @Override
    public List<String> kinds() {
        return List.of("plain_text");
    }

    @Override
    public Optional<Binding> read(String kind, Settings settings, DeviceType type, SiteFolder folder) {
        int port = (int) settings.number("port").whole().between(0, 65_535).required(0);
        return Optional.of(new PlainTextBinding(port));
    }

    @Override
    public List<TcpPort> tcpPorts(List<Binding> bindings, PortPolicy ports) {
        return bindings.stream()
                .map(binding -> new TcpPort(ports.tcp(((PlainTextBinding) binding).port()), List.of(binding)))
                .toList();
    }

    @Override
    public OpenProtocol open(List<Attachment> attachments, Services services) throws IOException {
        Listeners listeners = new Listeners();
        for (Attachment attachment : attachments) {
            PlainTextBinding binding = (PlainTextBinding) attachment.binding();
            listeners.add(attachment.device(), services.ports().tcp(binding.port()), services.engine());
        }
        return listeners;
    }

    /** One socket a device, one client at a time. */
    private static final class Listeners implements OpenProtocol {

        private final Map<String, ServerSocket> sockets = new HashMap<>();

        void add(PlantDevice device, int port, Engine engine) throws IOException {
            ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
            sockets.put(device.id(), socket);
            Thread thread = new Thread(() -> serve(socket, device, engine), "plain-text");
            thread.setDaemon(true);
            thread.start();
        }

        private static void serve(ServerSocket socket, PlantDevice device, Engine engine) {
            while (!socket.isClosed()) {
                try (Socket client = socket.accept();
                        BufferedReader in = new BufferedReader(
                                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                        PrintWriter out = new PrintWriter(client.getOutputStream(), true, StandardCharsets.UTF_8)) {
                    in.lines().forEach(line -> out.println(answer(line.split(" "), device, engine)));
                } catch (IOException | UncheckedIOException e) {
                    // the client has gone, or the socket was closed
                }
            }
        }

        private static String answer(String[] words, PlantDevice device, Engine engine) {
            if (words[0].equals("get")) {
                List<String> points = device.type().points().stream()
                        .map(point -> point.name())
                        .toList();
                return String.valueOf(engine.frames().read(device.frameOffset() + points.indexOf(words[1])));
            }
            List<String> commands = device.type().commands().stream()
                    .map(command -> command.name())
                    .toList();
            try {
                device.commands()
                        .write(new int[] {commands.indexOf(words[1])}, new double[] {Double.parseDouble(words[2])});
                return "ok";
            } catch (CommandRefusedException e) {
                return e.getMessage();
            }
        }

        @Override
        public List<Endpoint> endpoints(String deviceId) {
            return Optional.ofNullable(sockets.get(deviceId)).stream()
                    .map(socket -> new Endpoint(
                            "plain_text",
                            Endpoint.connectable(socket.getInetAddress()),
                            socket.getLocalPort(),
                            0,
                            Optional.empty(),
                            OptionalInt.empty()))
                    .toList();
        }

        @Override
        public void close() {
            sockets.values().forEach(socket -> {
                try {
                    socket.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
