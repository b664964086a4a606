package io.dertwin.runtime.control;

import io.dertwin.runtime.control.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * What the control channel can do, for programs and for people. Read when somebody asks; needs no token, for it is the same on
 * every site.
 */
final class DocumentEndpoints {

    /** The page is one file; it asks for nothing but the document, and nobody may frame it. */
    private static final String POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    void addTo(Routes routes) {
        routes.open("GET", "/openapi.json", call -> document("openapi.json", Json.CONTENT_TYPE));
        routes.open(
                "GET",
                "/docs",
                call -> document("docs.html", "text/html; charset=utf-8").with("Content-Security-Policy", POLICY));
    }

    private static Response document(String name, String contentType) {
        try (InputStream content = DocumentEndpoints.class.getResourceAsStream(name)) {
            return Response.of(200, contentType, content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
