package io.dertwin.runtime.protocol;

import io.dertwin.runtime.device.DeviceType;
import io.dertwin.runtime.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A way in which devices talk to the outside. */
public interface Protocol {

    /** The {@code kind}s of binding that a site file can ask for. */
    List<String> kinds();

    /**
     * Reads an entry of an asset's {@code protocols}, reporting what is wrong with it.
     *
     * @return the binding; empty if it is too wrong to make one
     */
    Optional<Binding> read(String kind, Settings settings, DeviceType type, SiteFolder folder);

    /**
     * Opens the listeners of all bindings that this protocol has read for a site.
     *
     * @throws IOException if one cannot be opened, with a message that says which, why and what to do; none is open then
     */
    OpenProtocol open(List<Attachment> attachments, Services services) throws IOException;

    /**
     * The TCP ports that {@link #open} will listen on, for whoever has to publish them beforehand; 0 for any free one.
     *
     * @param bindings those that this protocol has read for a site, in its order
     */
    List<TcpPort> tcpPorts(List<Binding> bindings, PortPolicy ports);

    /** A TCP port, and the bindings that are reached there. */
    record TcpPort(int number, List<Binding> bindings) {}

    /**
     * Where a site file's references to other files start from.
     *
     * @param path the folder of the site file
     * @param workingDirectory where they are looked for next
     * @param registerMapRoot the file's {@code register_map_root}
     */
    record SiteFolder(Path path, Path workingDirectory, Optional<String> registerMapRoot) {}
}
