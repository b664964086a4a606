package io.dertwin.runtime.contract;

import io.dertwin.client.DerTwin;
import io.dertwin.client.DerTwinClient;
import io.dertwin.runtime.control.ControlServer;
import io.dertwin.runtime.protocol.PortPolicy;
import io.dertwin.runtime.protocol.RuntimeVersion;
import io.dertwin.runtime.site.Site;
import io.dertwin.runtime.site.SiteReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** A site with its control channel. */
final class HttpSite implements AutoCloseable {

    static final String TOKEN = "a token";

    private final Site site;
    private final ControlServer control;

    HttpSite(Path siteFile) throws IOException {
        site = new Site(SiteReader.read(siteFile));
        site.open(PortPolicy.random());
        control = ControlServer.start(
                site, new InetSocketAddress("127.0.0.1", 0), Optional.of(TOKEN), RuntimeVersion.text());
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + control.address().getPort());
    }

    DerTwin connect() {
        return DerTwinClient.connect(uri(), TOKEN);
    }

    @Override
    public void close() {
        control.close();
        site.close();
    }
}
