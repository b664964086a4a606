package io.dertwin.runtime.control;

import io.dertwin.runtime.site.Site;

/** All endpoints of a site, and the threads that some of them need. */
final class Endpoints implements AutoCloseable {

    private final ClockEndpoints clock;
    private final ForecastEndpoints forecast;
    private final JournalEndpoints journal;
    private final TelemetryEndpoints telemetry;
    private final ReportEndpoints report;
    private final SnapshotEndpoints snapshots;
    private final JournalWatch watch;
    private final Routes routes = new Routes();

    Endpoints(Site site, String version) {
        clock = new ClockEndpoints(site);
        forecast = new ForecastEndpoints(site);
        watch = new JournalWatch(site.journal());
        journal = new JournalEndpoints(site, watch);
        telemetry = new TelemetryEndpoints(site);
        report = new ReportEndpoints(site);
        snapshots = new SnapshotEndpoints(site);
        new SiteEndpoints(site, version).addTo(routes);
        clock.addTo(routes);
        new DeviceEndpoints(site).addTo(routes);
        new GridEndpoints(site).addTo(routes);
        new FaultEndpoints(site).addTo(routes);
        journal.addTo(routes);
        telemetry.addTo(routes);
        forecast.addTo(routes);
        report.addTo(routes);
        snapshots.addTo(routes);
        new DocumentEndpoints().addTo(routes);
        new DashboardEndpoints().addTo(routes);
        new StreamEndpoints(site, clock, watch).addTo(routes);
    }

    Routes routes() {
        return routes;
    }

    @Override
    public void close() {
        clock.close();
        forecast.close();
        journal.close();
        telemetry.close();
        report.close();
        snapshots.close();
        watch.close();
    }
}
