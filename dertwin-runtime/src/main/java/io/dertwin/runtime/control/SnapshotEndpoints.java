package io.dertwin.runtime.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dertwin.runtime.control.http.HttpException;
import io.dertwin.runtime.control.http.Reply;
import io.dertwin.runtime.control.http.Response;
import io.dertwin.runtime.site.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionStage;

/** The whole state of the site: taken, given back, and put to the beginning. */
final class SnapshotEndpoints implements AutoCloseable {

    /** Of a snapshot that fills a body; without end, small ones would take up all memory once they are read. */
    private static final int MOST_TOKENS = 2_000_000;

    private static final int MOST_TO_TAKE = 64;
    private static final int MOST_TO_RESTORE = 4;
    private static final ObjectMapper READER = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxTokenCount(MOST_TOKENS).build())
            .build());

    private final Site site;
    private final Backlog takes = new Backlog("dertwin-snapshot", "snapshots to take", MOST_TO_TAKE);
    private final Backlog restores = new Backlog("dertwin-restore", "snapshots to restore", MOST_TO_RESTORE);

    SnapshotEndpoints(Site site) {
        this.site = site;
    }

    void addTo(Routes routes) {
        routes.later("GET", "/api/v1/snapshot", call -> takes.add(call, this::take));
        routes.later("POST", "/api/v1/restore", this::restore);
        routes.on("POST", "/api/v1/reset", call -> reset());
    }

    private Response take() {
        return Response.of(200, Json.CONTENT_TYPE, site.engine().snapshot());
    }

    private CompletionStage<? extends Reply> restore(Call call) {
        return restores.add(call, () -> restore(call.request().body()));
    }

    private Response restore(byte[] body) {
        try {
            site.engine().goBackTo(READER.readTree(body));
            return Response.noContent();
        } catch (StreamConstraintsException e) {
            throw new HttpException(400, "this is no snapshot of a site: " + e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            throw new HttpException(400, "the snapshot is not JSON: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            throw new HttpException(400, e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Response reset() {
        site.reset();
        return Response.noContent();
    }

    @Override
    public void close() {
        takes.close();
        restores.close();
    }
}
