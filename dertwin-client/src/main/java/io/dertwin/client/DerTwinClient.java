package io.dertwin.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A site that runs elsewhere, reached over its control channel. Safe for use by any thread.
 *
 * <pre>{@code
 * try (DerTwinClient site = DerTwinClient.connect(URI.create("http://localhost:55000"))) {
 *     site.clock().advance(Duration.ofMinutes(20));
 * }
 * }</pre>
 *
 * <p>In the integration tests of a build that starts a site with the Maven plugin, {@link #fromBuild()} finds it.
 */
public final class DerTwinClient implements DerTwin {

    private final ControlChannel channel;
    private final String siteName;
    private final Map<String, HttpDevice> devices;

    private DerTwinClient(ControlChannel channel, Map<String, ModbusEndpoint> endpoints) {
        this.channel = channel;
        JsonNode site = channel.first("/api/v1/site");
        if (!site.path("name").isTextual()) {
            throw new DerTwinException("what answers at " + channel.root() + " is no site: it has no name");
        }
        this.siteName = site.path("name").asText();
        channel.between(Versions.with(site.path("version").asText()));
        this.devices = devices(channel, endpoints);
    }

    private static Map<String, HttpDevice> devices(ControlChannel channel, Map<String, ModbusEndpoint> endpoints) {
        Map<String, HttpDevice> devices = new LinkedHashMap<>();
        for (JsonNode description : channel.get("/api/v1/devices")) {
            HttpDevice device = HttpDevice.of(channel, description);
            ModbusEndpoint known = endpoints.get(device.id());
            devices.put(device.id(), known == null ? device : device.at(known));
        }
        return devices;
    }

    /**
     * Connects to the site whose control channel is at this address, for example {@code http://localhost:55000}.
     *
     * @throws DerTwinException if no site answers there
     */
    public static DerTwinClient connect(URI uri) {
        return connect(uri, Optional.empty(), Map.of());
    }

    /** Connects to a site whose control channel wants a token. */
    public static DerTwinClient connect(URI uri, String token) {
        return connect(uri, Optional.of(token), Map.of());
    }

    /**
     * Connects to a site whose devices are reached elsewhere than the site itself knows, as behind the mapped ports of a
     * container.
     *
     * @param token the control channel's token, if it wants one
     * @param endpoints where devices are reached, by their names; others are where the site says
     */
    public static DerTwinClient connect(URI uri, Optional<String> token, Map<String, ModbusEndpoint> endpoints) {
        return new DerTwinClient(new ControlChannel(uri, token), endpoints);
    }

    /**
     * Connects to the site that this build's Maven plugin has started. With several sites in the build, name one as in
     * {@link #fromBuild(String)}.
     *
     * @throws DerTwinException saying what to do, if there is none
     */
    public static DerTwinClient fromBuild() {
        return BuildFiles.ofThisBuild().only().connect();
    }

    /**
     * Connects to the site that this build's Maven plugin has started under this {@code id}.
     *
     * @throws DerTwinException naming the sites there are, if this is none of them
     */
    public static DerTwinClient fromBuild(String id) {
        return BuildFiles.ofThisBuild().named(id).connect();
    }

    /** Connects to the site that a build described in this file. */
    static DerTwinClient fromFile(Path properties) {
        return BuildFiles.read(properties).connect();
    }

    @Override
    public String siteName() {
        return siteName;
    }

    @Override
    public SiteClock clock() {
        return new HttpClock(channel);
    }

    @Override
    public SimulatedDevice device(String id) {
        HttpDevice device = devices.get(id);
        return device != null ? device : HttpDevice.of(channel, channel.get(HttpDevice.path(id)));
    }

    @Override
    public List<SimulatedDevice> devices() {
        return List.copyOf(devices.values());
    }

    @Override
    public Grid grid() {
        return new HttpGrid(channel);
    }

    @Override
    public SiteJournal journal() {
        return new HttpJournal(channel);
    }

    @Override
    public String report() {
        return channel.text("/api/v1/report");
    }

    @Override
    public List<ActiveFault> faults() {
        return StreamSupport.stream(channel.get(HttpFault.PATH).spliterator(), false)
                .<ActiveFault>map(description -> HttpFault.of(channel, description))
                .toList();
    }

    @Override
    public void clearFaults() {
        channel.delete(HttpFault.PATH);
    }

    @Override
    public Snapshot snapshot() {
        return new Snapshot(channel.text("/api/v1/snapshot"));
    }

    @Override
    public void restore(Snapshot snapshot) {
        channel.postText("/api/v1/restore", snapshot.json());
    }

    @Override
    public void reset() {
        channel.post("/api/v1/reset");
    }

    /** Forgets the site, which runs on. */
    @Override
    public void close() {
        // the JDK's client lets go of its connections by itself
    }
}
