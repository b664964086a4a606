package io.dertwin.runtime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dertwin.runtime.registers.Direction;
import io.dertwin.runtime.registers.Register;
import io.dertwin.runtime.registers.Table;
import io.dertwin.runtime.site.SiteDefinition;
import io.dertwin.runtime.site.SiteReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The first clients of a site in one person: reads and writes every register over Modbus TCP, and advances the clock. */
final class Visitor {

    private static final long LOOK_MILLIS = 5;

    private final Path site;
    private final Path ready;

    Visitor(Path site, Path ready) {
        this.site = site;
        this.ready = ready;
    }

    /**
     * Waits for the site and asks.
     *
     * @throws IOException if an answer is not what it should be
     */
    void visit() throws IOException, InterruptedException {
        while (!Files.exists(ready)) {
            Thread.sleep(LOOK_MILLIS);
        }
        JsonNode described = new ObjectMapper().readTree(ready.toFile());
        List<SiteDefinition.Asset> assets = SiteReader.read(site).assets();
        for (int i = 0; i < assets.size(); i++) {
            JsonNode endpoint =
                    described.path("devices").path(i).path("endpoints").path(0);
            visitDevice(endpoint, assets.get(i).bindings().get(0));
        }
        URI control = URI.create(described.path("control").path("url").asText());
        ask(control, "GET /health", "");
        ask(control, "GET /api/v1/devices", "");
        ask(control, "POST /api/v1/clock/advance", "{\"duration\":\"PT10S\"}");
        ask(control, "GET /api/v1/journal?limit=10", "");
    }

    private static void visitDevice(JsonNode endpoint, SiteDefinition.ProtocolBinding bound) throws IOException {
        int unitId = endpoint.path("unit_id").asInt();
        try (Socket socket =
                new Socket(endpoint.path("host").asText(), endpoint.path("port").asInt())) {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            for (Register register : bound.binding().registerMap().orElseThrow().registers()) {
                byte[] words = exchange(in, out, unitId, request(readFunction(register), register, new byte[0]));
                if (register.direction() == Direction.WRITE && register.table() == Table.HOLDING_REGISTER) {
                    exchange(in, out, unitId, request(16, register, words));
                }
            }
        }
    }

    private static int readFunction(Register register) {
        return switch (register.table()) {
            case COIL -> 1;
            case DISCRETE_INPUT -> 2;
            case HOLDING_REGISTER -> 3;
            case INPUT_REGISTER -> 4;
        };
    }

    /** Of a write, the words are what a read of the same register has answered: a byte count and as many bytes. */
    private static byte[] request(int function, Register register, byte[] words) {
        byte[] request = new byte[5 + words.length];
        request[0] = (byte) function;
        request[1] = (byte) (register.address() >> 8);
        request[2] = (byte) register.address();
        request[4] = (byte) register.count();
        System.arraycopy(words, 0, request, 5, words.length);
        return request;
    }

    /** What the answer says after its function code. */
    private static byte[] exchange(DataInputStream in, DataOutputStream out, int unitId, byte[] request)
            throws IOException {
        byte[] frame = new byte[7 + request.length];
        frame[5] = (byte) (1 + request.length);
        frame[6] = (byte) unitId;
        System.arraycopy(request, 0, frame, 7, request.length);
        out.write(frame);
        in.skipNBytes(5);
        byte[] reply = in.readNBytes(in.readUnsignedByte());
        if (reply.length < 2 || reply[1] != request[0]) {
            throw new IOException("the unit " + unitId + " refuses function " + request[0]);
        }
        byte[] content = new byte[reply.length - 2];
        System.arraycopy(reply, 2, content, 0, content.length);
        return content;
    }

    private static void ask(URI control, String request, String body) throws IOException {
        String token = System.getenv().getOrDefault("DERTWIN_CONTROL_TOKEN", "");
        String head = request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n")
                + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n";
        try (Socket socket = new Socket(control.getHost(), control.getPort())) {
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
            String reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!reply.startsWith("HTTP/1.1 200 ")) {
                throw new IOException(request + " is answered with "
                        + reply.lines().findFirst().orElse("nothing"));
            }
        }
    }
}
