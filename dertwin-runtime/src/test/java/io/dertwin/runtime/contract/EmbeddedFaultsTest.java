package io.dertwin.runtime.contract;

import io.dertwin.client.DerTwin;
import io.dertwin.runtime.site.EmbeddedSite;
import java.nio.file.Path;

/** Faults in this JVM. */
class EmbeddedFaultsTest extends FaultContract {

    @Override
    DerTwin start(Path siteFile) {
        return EmbeddedSite.start(siteFile);
    }
}
