package io.dertwin.testcontainers;

import io.dertwin.runtime.protocol.PortPolicy;
import io.dertwin.runtime.protocol.ReferencedFile;
import io.dertwin.runtime.settings.InvalidFileException;
import io.dertwin.runtime.site.SiteDefinition;
import io.dertwin.runtime.site.SiteReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.testcontainers.utility.MountableFile;

/** A site as it is in its container: where its files are, and which ports it has. */
record ContainedSite(Path file, SiteDefinition definition) {

    private static final int STANDARD_CONTROL_PORT = 55_000;
    private static final int READABLE_BY_ALL = 0644;
    private static final String FOLDER = "/app/configs";

    /** Finds and reads a site file. */
    static ContainedSite of(String site) {
        Path file = SiteFile.find(site);
        try {
            return new ContainedSite(file, SiteReader.read(file)).withKnownPorts();
        } catch (InvalidFileException e) {
            throw new IllegalArgumentException(
                    "The site file cannot be used:" + System.lineSeparator() + e.getMessage(), e);
        }
    }

    private ContainedSite withKnownPorts() {
        if (devicePorts().contains(0)) {
            throw new IllegalArgumentException(
                    "The site file " + file + " leaves a port open with 0, but a container has to expose its ports"
                            + " before it starts: give every binding a port of its own; the mapped ones are free ones");
        }
        return this;
    }

    String name() {
        return definition.name();
    }

    Optional<Boolean> realTime() {
        return definition.realTime();
    }

    Optional<String> token() {
        return definition.control().token();
    }

    int controlPort() {
        int port = definition.control().port();
        return port == 0 ? STANDARD_CONTROL_PORT : port;
    }

    /** All ports to expose, the control channel's first. */
    Set<Integer> ports() {
        Set<Integer> ports = new LinkedHashSet<>();
        ports.add(controlPort());
        ports.addAll(devicePorts());
        return ports;
    }

    private List<Integer> devicePorts() {
        return definition.tcpPorts(PortPolicy.configured());
    }

    /** The devices that have a binding. */
    List<String> reachableDevices() {
        return definition.assets().stream()
                .filter(asset -> !asset.bindings().isEmpty())
                .map(SiteDefinition.Asset::id)
                .toList();
    }

    /** Where the site file is in the container. */
    String path() {
        return FOLDER + "/" + file.getFileName();
    }

    /** The site file and the register maps that it names, by the places where they have to be in the container. */
    Map<String, MountableFile> files() {
        Map<String, MountableFile> files = new LinkedHashMap<>();
        files.put(path(), readable(file));
        for (ReferencedFile referenced : definition.files()) {
            files.put(inContainer(referenced.reference()), readable(referenced.path()));
        }
        return files;
    }

    /** The simulator resolves references against the site file's folder, there as here. */
    private static String inContainer(Path reference) {
        return Path.of(FOLDER).resolve(reference).normalize().toString().replace('\\', '/');
    }

    private static MountableFile readable(Path file) {
        return MountableFile.forHostPath(file, READABLE_BY_ALL);
    }
}
