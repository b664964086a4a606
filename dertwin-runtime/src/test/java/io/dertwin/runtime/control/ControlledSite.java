package io.dertwin.runtime.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dertwin.runtime.protocol.PortPolicy;
import io.dertwin.runtime.site.Site;
import io.dertwin.runtime.site.SiteReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A site with a control channel, and a client that speaks to it over the wire. */
final class ControlledSite implements AutoCloseable {

    static final String SITE = """
            {
              "site_name": "plant", "step": 1, "seed": 42, "real_time": false,
              "external_models": { "power": { "base_load_w": 5000 }, "irradiance": {}, "ambient_temperature": {} },
              "assets": [
                { "type": "bess", "name": "bess-1", "capacity_kwh": 100, "initial_soc": 50,
                  "protocols": [ { "kind": "modbus_tcp", "port": 0, "register_map": "bess_modbus.yaml" } ] },
                { "type": "inverter", "name": "pv-1", "rated_kw": 10 },
                { "type": "energy_meter", "name": "meter" }
              ]
            }
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Site site;
    private final ControlServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private ControlledSite(Site site, ControlServer server) {
        this.site = site;
        this.server = server;
    }

    static ControlledSite start(Path folder) throws IOException {
        return start(folder, Optional.empty());
    }

    static ControlledSite start(Path folder, Optional<String> token) throws IOException {
        return start(folder, SITE, token);
    }

    static ControlledSite start(Path folder, String siteFile) throws IOException {
        return start(folder, siteFile, Optional.empty());
    }

    private static ControlledSite start(Path folder, String siteFile, Optional<String> token) throws IOException {
        Path file = Files.writeString(folder.resolve("site.json"), siteFile);
        Site site = new Site(SiteReader.read(file));
        site.open(PortPolicy.random());
        InetSocketAddress anywhere = new InetSocketAddress("127.0.0.1", 0);
        return new ControlledSite(site, ControlServer.start(site, anywhere, token, "1.2.3"));
    }

    /** An answer: its status and its body, which is null when there is none. */
    record Answer(int status, String contentType, String text) {

        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + text, e);
            }
        }

        /** What a problem says. */
        String detail() {
            return json().path("detail").asText();
        }
    }

    Site site() {
        return site;
    }

    InetSocketAddress address() {
        return server.address();
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    Answer post(String path, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    Answer patch(String path, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address().getPort() + path));
    }

    Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("content-type").orElse(""),
                response.body());
    }

    @Override
    public void close() {
        server.close();
        site.close();
    }
}
