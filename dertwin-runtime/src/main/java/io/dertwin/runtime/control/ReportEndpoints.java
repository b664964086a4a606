package io.dertwin.runtime.control;

import io.dertwin.runtime.control.http.HttpException;
import io.dertwin.runtime.control.http.Reply;
import io.dertwin.runtime.control.http.Response;
import io.dertwin.runtime.report.Extent;
import io.dertwin.runtime.settings.Settings;
import io.dertwin.runtime.site.Site;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What happened so far, to look at. Takes a while, so it has a thread of its own, and a queue that is not long. */
final class ReportEndpoints implements AutoCloseable {

    private static final String HTML = "text/html; charset=utf-8";
    private static final int MOST_WAITING = 16;
    private static final int MOST_POINTS = 20_000;

    private final Site site;
    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            1, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), ReportEndpoints::thread);

    ReportEndpoints(Site site) {
        this.site = site;
        executor.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "dertwin-report");
        thread.setDaemon(true);
        return thread;
    }

    void addTo(Routes routes) {
        routes.later("GET", "/api/v1/report{?from,to,points}", this::page);
        routes.later("GET", "/api/v1/report/data{?from,to,points}", this::data);
        routes.on("GET", "/api/v1/happenings", call -> Json.ok(site.reports().happenings()));
    }

    private CompletionStage<? extends Reply> page(Call call) {
        Extent extent = extent(call);
        return later(() -> Response.of(200, HTML, site.reports().page(extent)));
    }

    private CompletionStage<? extends Reply> data(Call call) {
        Extent extent = extent(call);
        return later(() -> Json.ok(site.reports().data(extent)));
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

    private CompletionStage<Reply> later(Supplier<Reply> answer) {
        try {
            return CompletableFuture.supplyAsync(answer, executor);
        } catch (RejectedExecutionException e) {
            throw new HttpException(
                    503, MOST_WAITING + " reports are waiting already: ask again when one of them is done");
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
