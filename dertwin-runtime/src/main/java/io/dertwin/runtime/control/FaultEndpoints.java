package io.dertwin.runtime.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.dertwin.runtime.control.http.HttpException;
import io.dertwin.runtime.control.http.Response;
import io.dertwin.runtime.fault.Fault;
import io.dertwin.runtime.fault.FaultProfile;
import io.dertwin.runtime.fault.FaultProfiles;
import io.dertwin.runtime.fault.FaultReader;
import io.dertwin.runtime.fault.FaultStatus;
import io.dertwin.runtime.fault.InvalidFaultException;
import io.dertwin.runtime.settings.Nearest;
import io.dertwin.runtime.site.Site;
import java.util.List;
import java.util.Optional;

/** What goes wrong on purpose. */
final class FaultEndpoints {

    private static final String PROFILES = "/api/v1/fault-profiles";

    private final Site site;

    FaultEndpoints(Site site) {
        this.site = site;
    }

    void addTo(Routes routes) {
        routes.on("GET", "/api/v1/faults", call -> list());
        routes.on("POST", "/api/v1/faults", this::add);
        routes.on("DELETE", "/api/v1/faults", call -> clear());
        routes.on("GET", "/api/v1/faults/{id}", this::show);
        routes.on("DELETE", "/api/v1/faults/{id}", this::remove);
        routes.on("GET", PROFILES, call -> profiles());
        routes.on("POST", PROFILES + "/{name}", this::addProfile);
    }

    private Response list() {
        ArrayNode list = Json.array();
        site.faults().list().forEach(status -> list.add(FaultJson.describe(status)));
        return Json.ok(list);
    }

    private Response add(Call call) {
        Optional<Fault> wanted = call.body(FaultReader::read);
        try {
            FaultStatus added = site.faults().addShown(wanted.stream().toList()).get(0);
            return Response.of(201, Json.CONTENT_TYPE, Json.bytes(FaultJson.describe(added)));
        } catch (InvalidFaultException e) {
            throw new HttpException(400, e.getMessage());
        }
    }

    private Response profiles() {
        ArrayNode list = Json.array();
        FaultProfiles.standard()
                .all()
                .forEach(profile -> list.addObject()
                        .put("name", profile.name())
                        .put("description", profile.description())
                        .put("source", profile.source()));
        return Json.ok(list);
    }

    private Response addProfile(Call call) {
        String name = call.variable("name");
        FaultProfile profile = FaultProfiles.standard()
                .named(name)
                .orElseThrow(() -> new HttpException(
                        404,
                        "there is no fault profile '" + name + "'"
                                + Nearest.hint(name, FaultProfiles.standard().names())));
        String device = call.body(body -> body.requiredText("device", ""));
        try {
            ArrayNode list = Json.array();
            site.faults().addShown(profile.on(device)).forEach(status -> list.add(FaultJson.describe(status)));
            return Response.of(201, Json.CONTENT_TYPE, Json.bytes(list));
        } catch (InvalidFaultException e) {
            throw new HttpException(400, e.getMessage());
        }
    }

    private Response show(Call call) {
        return Json.ok(FaultJson.describe(status(call.variable("id"))));
    }

    private FaultStatus status(String id) {
        List<FaultStatus> faults = site.faults().list();
        return faults.stream()
                .filter(status -> status.fault().id().equals(id))
                .findFirst()
                .orElseThrow(() -> unknown(id, faults));
    }

    private static HttpException unknown(String id, List<FaultStatus> faults) {
        List<String> ids = faults.stream().map(status -> status.fault().id()).toList();
        return new HttpException(404, "there is no fault '" + id + "'" + Nearest.hint(id, ids));
    }

    private Response remove(Call call) {
        String id = call.variable("id");
        if (!site.faults().remove(id)) {
            throw unknown(id, site.faults().list());
        }
        return Response.noContent();
    }

    private Response clear() {
        site.faults().clear();
        return Response.noContent();
    }
}
