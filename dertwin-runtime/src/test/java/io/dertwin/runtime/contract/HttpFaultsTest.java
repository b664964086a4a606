package io.dertwin.runtime.contract;

import io.dertwin.client.DerTwin;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;

/** Faults over HTTP. */
class HttpFaultsTest extends FaultContract {

    private HttpSite running;

    @Override
    DerTwin start(Path siteFile) throws IOException {
        running = new HttpSite(siteFile);
        return running.connect();
    }

    @AfterEach
    void stop() {
        running.close();
    }
}
