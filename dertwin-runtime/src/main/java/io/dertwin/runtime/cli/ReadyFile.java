package io.dertwin.runtime.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dertwin.runtime.control.EndpointJson;
import io.dertwin.runtime.protocol.Endpoint;
import io.dertwin.runtime.protocol.RuntimeVersion;
import io.dertwin.runtime.site.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Tells whoever started the site that it is up, and where. */
final class ReadyFile {

    private ReadyFile() {}

    /** Makes the file appear with its whole content at once. */
    static void write(Path file, Site site, InetSocketAddress control) {
        Path absolute = file.toAbsolutePath();
        try {
            Files.createDirectories(absolute.getParent());
            Path draft = Files.createTempFile(
                    absolute.getParent(), absolute.getFileName().toString(), ".tmp");
            Files.writeString(draft, describe(site, control).toPrettyString());
            Files.move(draft, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the ready file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static ObjectNode describe(Site site, InetSocketAddress control) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("pid", ProcessHandle.current().pid());
        root.put("version", RuntimeVersion.text());
        root.put("site_name", site.definition().name());
        String host = Endpoint.connectable(control.getAddress());
        root.putObject("control")
                .put("url", "http://" + Endpoint.inUrl(host) + ":" + control.getPort())
                .put("host", host)
                .put("port", control.getPort());
        ArrayNode devices = root.putArray("devices");
        site.devices().forEach(device -> {
            ObjectNode one = devices.addObject();
            one.put("id", device.id());
            one.put("type", device.type().name());
            ArrayNode endpoints = one.putArray("endpoints");
            site.endpoints(device).forEach(endpoint -> EndpointJson.describe(endpoint, endpoints.addObject()));
        });
        return root;
    }
}
