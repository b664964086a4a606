package io.dertwin.runtime.site;

import io.dertwin.client.ActiveFault;
import io.dertwin.client.DerTwin;
import io.dertwin.client.Grid;
import io.dertwin.client.SimulatedDevice;
import io.dertwin.client.SiteClock;
import io.dertwin.client.SiteJournal;
import io.dertwin.client.Snapshot;
import io.dertwin.runtime.report.Extent;
import java.nio.file.Path;
import java.util.List;

/**
 * A site in this JVM: no process, no container, and no socket unless one is asked for. Its clock stands still until the
 * test advances it.
 *
 * <pre>{@code
 * try (EmbeddedSite site = EmbeddedSite.start(Path.of("site.json"))) {
 *     site.device("bess-1").command("start_stop_standby", 1);
 *     site.clock().advance(Duration.ofMinutes(20));
 * }
 * }</pre>
 */
public final class EmbeddedSite implements DerTwin {

    private final Site site;

    private EmbeddedSite(Site site) {
        this.site = site;
    }

    /**
     * Starts the site that a file describes.
     *
     * @throws io.dertwin.runtime.settings.InvalidFileException with everything that is wrong with the file
     */
    public static EmbeddedSite start(Path siteFile) {
        return start(SiteReader.read(siteFile));
    }

    /** Starts a site that was read before, perhaps with device types or protocols of one's own. */
    public static EmbeddedSite start(SiteDefinition definition) {
        return new EmbeddedSite(new Site(definition));
    }

    @Override
    public String siteName() {
        return site.definition().name();
    }

    @Override
    public SiteClock clock() {
        return new EmbeddedClock(site);
    }

    @Override
    public SimulatedDevice device(String id) {
        return Refusals.translated(() -> new EmbeddedDevice(site, site.device(id)));
    }

    @Override
    public List<SimulatedDevice> devices() {
        return site.devices().stream()
                .<SimulatedDevice>map(device -> new EmbeddedDevice(site, device))
                .toList();
    }

    @Override
    public Grid grid() {
        return new EmbeddedGrid(site.engine());
    }

    @Override
    public SiteJournal journal() {
        return new EmbeddedJournal(site);
    }

    @Override
    public String report() {
        return site.reports().page(Extent.ALL);
    }

    @Override
    public List<ActiveFault> faults() {
        return site.faults().list().stream()
                .<ActiveFault>map(status -> EmbeddedFault.of(site, status.fault()))
                .toList();
    }

    @Override
    public void clearFaults() {
        site.faults().clear();
    }

    @Override
    public Snapshot snapshot() {
        return new Snapshot(site.engine().snapshot());
    }

    @Override
    public void restore(Snapshot snapshot) {
        Refusals.translated(() -> {
            site.engine().restore(snapshot.json());
            return null;
        });
    }

    @Override
    public void reset() {
        site.reset();
    }

    @Override
    public void close() {
        site.close();
    }
}
