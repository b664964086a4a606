package io.dertwin.runtime.control;

import io.dertwin.runtime.control.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What the control channel can do, for programs and for people. Read when somebody asks. */
final class DocumentEndpoints {

    void addTo(Routes routes) {
        routes.on("GET", "/openapi.json", call -> document("openapi.json", Json.CONTENT_TYPE));
        routes.on("GET", "/docs", call -> document("docs.html", "text/html; charset=utf-8"));
    }

    private static Response document(String name, String contentType) {
        try (InputStream content = DocumentEndpoints.class.getResourceAsStream(name)) {
            return Response.of(200, contentType, content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
