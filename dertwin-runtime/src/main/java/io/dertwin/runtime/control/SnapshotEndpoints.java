package io.dertwin.runtime.control;

import io.dertwin.runtime.control.http.HttpException;
import io.dertwin.runtime.control.http.Response;
import io.dertwin.runtime.site.Site;
import java.nio.charset.StandardCharsets;

/** The whole state of the site: taken, given back, and put to the beginning. */
final class SnapshotEndpoints {

    private final Site site;

    SnapshotEndpoints(Site site) {
        this.site = site;
    }

    void addTo(Routes routes) {
        routes.on("GET", "/api/v1/snapshot", call -> take());
        routes.on("POST", "/api/v1/restore", this::restore);
        routes.on("POST", "/api/v1/reset", call -> reset());
    }

    private Response take() {
        return Response.of(200, Json.CONTENT_TYPE, site.engine().snapshot());
    }

    private Response restore(Call call) {
        try {
            site.engine().restore(new String(call.request().body(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new HttpException(400, e.getMessage());
        }
        return Response.noContent();
    }

    private Response reset() {
        site.reset();
        return Response.noContent();
    }
}
