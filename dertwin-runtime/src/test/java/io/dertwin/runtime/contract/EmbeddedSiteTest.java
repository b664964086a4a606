package io.dertwin.runtime.contract;

import io.dertwin.client.DerTwin;
import io.dertwin.runtime.site.EmbeddedSite;
import java.nio.file.Path;

/** The contract in this JVM. */
class EmbeddedSiteTest extends SiteContract {

    @Override
    DerTwin start(Path siteFile) {
        return EmbeddedSite.start(siteFile);
    }
}
