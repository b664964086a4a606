package io.dertwin.runtime.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dertwin.runtime.control.http.Response;
import io.dertwin.runtime.engine.PlantDevice;
import io.dertwin.runtime.site.Site;

/** What site this is, and that it is up. */
final class SiteEndpoints {

    private final Site site;
    private final String version;

    SiteEndpoints(Site site, String version) {
        this.site = site;
        this.version = version;
    }

    void addTo(Routes routes) {
        routes.open("GET", "/health", call -> health());
        routes.on("GET", "/api/v1/site", call -> describe());
    }

    /** The channel opens after the devices' listeners, so whoever gets an answer can reach them too. */
    private Response health() {
        return Json.ok(Json.object()
                .put("status", "UP")
                .put("version", version)
                .put("site_name", site.definition().name())
                .put("devices", site.devices().size()));
    }

    private Response describe() {
        ObjectNode description = Json.object()
                .put("name", site.definition().name())
                .put("version", version)
                .put("seed", site.definition().seed())
                .put("step", site.definition().stepSeconds());
        ArrayNode endpoints = description.putArray("endpoints");
        for (PlantDevice device : site.devices()) {
            site.endpoints(device).forEach(endpoint -> {
                ObjectNode one = endpoints.addObject().put("device", device.id());
                EndpointJson.describe(endpoint, one);
            });
        }
        return Json.ok(description);
    }
}
