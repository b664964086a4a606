package io.dertwin.runtime.control;

import io.dertwin.runtime.control.http.HttpException;
import io.dertwin.runtime.control.http.Request;
import io.dertwin.runtime.control.http.Response;
import io.dertwin.runtime.report.WebAssets;
import io.dertwin.runtime.settings.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The dashboard: a page, and what it is made of. Read when somebody looks. The files hold no secrets, so they need no token;
 * what they show does.
 */
final class DashboardEndpoints {

    private static final String FOLDER = "/io/dertwin/runtime/web/";
    private static final String PAGE = "dashboard.html";
    private static final List<String> OWN = List.of(
            PAGE,
            "dashboard.css",
            "dashboard.js",
            "api.js",
            "page.js",
            "clock.js",
            "devices.js",
            "registers.js",
            "faults.js",
            "events.js",
            "journal.js",
            "pictures.js",
            "icon.svg");
    private static final Map<String, WebAssets> SHARED = Map.of(
            "charts.js", WebAssets.CHARTS_SCRIPT,
            "charts.css", WebAssets.CHARTS_STYLE,
            "uPlot.iife.min.js", WebAssets.UPLOT_SCRIPT,
            "uPlot.min.css", WebAssets.UPLOT_STYLE);

    /** Everything from here, nothing in line, and nobody may frame it: no text of a site can become a program. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> CONTENT_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, Content> contents = new ConcurrentHashMap<>();

    /** A file and what tells its versions apart. */
    private record Content(byte[] bytes, String tag) {}

    void addTo(Routes routes) {
        routes.open("GET", "/", call -> show(PAGE, call.request()));
        routes.open("GET", "/web/{name}", call -> show(call.variable("name"), call.request()));
    }

    private Response show(String name, Request request) {
        if (!OWN.contains(name) && !SHARED.containsKey(name)) {
            throw new HttpException(404, "the dashboard has no file '" + name + "'" + Nearest.hint(name, OWN));
        }
        Content content = contents.computeIfAbsent(name, DashboardEndpoints::read);
        boolean known = request.header("if-none-match")
                .filter(tags -> List.of(tags.split("\\s*,\\s*")).contains(content.tag()))
                .isPresent();
        Response response = known
                ? Response.of(304, "", new byte[0])
                : Response.of(200, CONTENT_TYPES.get(name.substring(name.lastIndexOf('.') + 1)), content.bytes());
        return response.with("ETag", content.tag())
                .with("Cache-Control", "no-cache")
                .with("Content-Security-Policy", POLICY)
                .with("Referrer-Policy", "no-referrer");
    }

    private static Content read(String name) {
        byte[] bytes = SHARED.containsKey(name)
                ? SHARED.get(name).text().getBytes(StandardCharsets.UTF_8)
                : own(FOLDER + name);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Content(bytes, '"' + HexFormat.of().formatHex(digest, 0, 12) + '"');
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] own(String place) {
        try (InputStream content = DashboardEndpoints.class.getResourceAsStream(place)) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
