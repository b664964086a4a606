package io.dertwin.runtime.site;

import io.dertwin.runtime.protocol.PortPolicy;
import io.dertwin.runtime.protocol.ReferencedFile;
import io.dertwin.runtime.settings.InvalidFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A site as it is in a container of the simulator's image, for whoever makes one: where its files have to be, and which
 * ports it has.
 *
 * @param file the site file on this machine
 * @param definition what it says
 */
public record ContainedSite(Path file, SiteDefinition definition) {

    private static final int STANDARD_CONTROL_PORT = 55_000;
    private static final String FOLDER = "/app/configs";

    /**
     * Reads a site file.
     *
     * @throws InvalidFileException with every problem found
     * @throws IllegalArgumentException if the site is one for which no container can be made
     */
    public static ContainedSite of(Path file) {
        return of(file, Path.of(""));
    }

    /** Reads a site file whose register maps are looked for in this directory after they were beside it. */
    public static ContainedSite of(Path file, Path workingDirectory) {
        ContainedSite site = new ContainedSite(file, SiteReader.read(file, workingDirectory));
        if (site.devicePorts().contains(0)) {
            throw new IllegalArgumentException(
                    file + " leaves a port open with 0, but a container has to publish its ports before it starts:"
                            + " give every binding a port of its own. On this machine it gets any free one");
        }
        return site;
    }

    /** The port of the control channel in the container, also if the site file leaves it open. */
    public int controlPort() {
        int port = definition.control().port();
        return port == 0 ? STANDARD_CONTROL_PORT : port;
    }

    /** All ports to publish, the control channel's first. */
    public Set<Integer> ports() {
        Set<Integer> ports = new LinkedHashSet<>();
        ports.add(controlPort());
        ports.addAll(devicePorts());
        return ports;
    }

    private List<Integer> devicePorts() {
        return definition.tcpPorts(PortPolicy.configured());
    }

    /** Where the site file is in the container. */
    public String path() {
        return FOLDER + "/" + file.getFileName();
    }

    /** The site file and the register maps that it names, by the paths where they have to be in the container. */
    public Map<String, Path> files() {
        Map<String, Path> files = new LinkedHashMap<>();
        files.put(path(), file);
        for (ReferencedFile referenced : definition.files()) {
            files.put(inContainer(referenced.reference()), referenced.path());
        }
        return files;
    }

    /** The simulator resolves references against the site file's folder, there as here. */
    private static String inContainer(Path reference) {
        return Path.of(FOLDER).resolve(reference).normalize().toString().replace('\\', '/');
    }
}
