package io.dertwin.runtime.control;

import io.dertwin.runtime.control.http.Reply;
import io.dertwin.runtime.control.http.Response;
import io.dertwin.runtime.report.Extent;
import io.dertwin.runtime.settings.Settings;
import io.dertwin.runtime.site.Site;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What happened so far, to look at. */
final class ReportEndpoints implements AutoCloseable {

    private static final String HTML = "text/html; charset=utf-8";
    private static final int MOST_WAITING = 16;
    private static final int MOST_POINTS = 20_000;

    private final Site site;
    private final Backlog backlog = new Backlog("dertwin-report", "reports", MOST_WAITING);

    ReportEndpoints(Site site) {
        this.site = site;
    }

    void addTo(Routes routes) {
        routes.later("GET", "/api/v1/report{?from,to,points}", this::page);
        routes.later("GET", "/api/v1/report/data{?from,to,points}", this::data);
        routes.on("GET", "/api/v1/happenings", call -> Json.ok(site.reports().happenings()));
    }

    private CompletionStage<? extends Reply> page(Call call) {
        Extent extent = extent(call);
        return backlog.add(call, () -> Response.of(200, HTML, site.reports().page(extent)));
    }

    private CompletionStage<? extends Reply> data(Call call) {
        Extent extent = extent(call);
        return backlog.add(call, () -> Json.ok(site.reports().data(extent)));
    }

    private static Extent extent(Call call) {
        return call.parameters(List.of("from", "to", "points"), ReportEndpoints::extent);
    }

    private static Extent extent(Settings parameters) {
        return new Extent(
                parameters.number("from").orElse(Double.NEGATIVE_INFINITY),
                parameters.number("to").orElse(Double.POSITIVE_INFINITY),
                parameters.number("points").whole().between(2, MOST_POINTS).orElse(Extent.USUAL_POINTS));
    }

    @Override
    public void close() {
        backlog.close();
    }
}
