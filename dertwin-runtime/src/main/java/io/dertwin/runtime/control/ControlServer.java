package io.dertwin.runtime.control;

import io.dertwin.runtime.control.http.HttpLimits;
import io.dertwin.runtime.control.http.WebServer;
import io.dertwin.runtime.site.Site;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * The control channel of a site.
 *
 * <pre>{@code
 * try (ControlServer control = ControlServer.start(site, new InetSocketAddress("127.0.0.1", 0), Optional.empty(), "1.0")) {
 *     System.out.println(control.address());
 * }
 * }</pre>
 */
public final class ControlServer implements AutoCloseable {

    private final Endpoints endpoints;
    private final WebServer server;

    private ControlServer(Endpoints endpoints, WebServer server) {
        this.endpoints = endpoints;
        this.server = server;
    }

    /**
     * Begins to serve.
     *
     * @param address where to listen; port 0 is any free one
     * @param token what every request but those to {@code /health} must carry; empty if none needs to
     * @param version what {@code /health} tells of this program
     * @throws IOException if the address cannot be listened on
     */
    public static ControlServer start(Site site, InetSocketAddress address, Optional<String> token, String version)
            throws IOException {
        Endpoints endpoints = new Endpoints(site, version);
        Guard guard =
                new Guard(token, !address.isUnresolved() && address.getAddress().isLoopbackAddress());
        try {
            ControlService service = new ControlService(endpoints.routes(), guard);
            return new ControlServer(endpoints, WebServer.open(address, service, HttpLimits.DEFAULT));
        } catch (IOException e) {
            throw new IOException(
                    "The control channel cannot listen on " + address.getHostString() + ":" + address.getPort() + ": "
                            + e.getMessage() + "; --control-port names another port, 0 is any free one",
                    e);
        }
    }

    /** Where it listens, with the real port. */
    public InetSocketAddress address() {
        return server.address();
    }

    /** Closes all connections; what clients wait for is called off. */
    @Override
    public void close() {
        server.close();
        endpoints.close();
    }
}
