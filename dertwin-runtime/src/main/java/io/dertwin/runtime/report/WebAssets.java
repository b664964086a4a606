package io.dertwin.runtime.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What browsers run and show, from the class path: our own and uPlot's. */
public enum WebAssets {
    CHARTS_SCRIPT("/io/dertwin/runtime/web/charts.js", "text/javascript"),
    CHARTS_STYLE("/io/dertwin/runtime/web/charts.css", "text/css"),
    REPORT_SCRIPT("/io/dertwin/runtime/web/report.js", "text/javascript"),
    REPORT_STYLE("/io/dertwin/runtime/web/report.css", "text/css"),
    UPLOT_SCRIPT(Uplot.FOLDER + "dist/uPlot.iife.min.js", "text/javascript"),
    UPLOT_STYLE(Uplot.FOLDER + "dist/uPlot.min.css", "text/css"),
    UPLOT_LICENCE(Uplot.FOLDER + "LICENSE", "text/plain");

    private final String place;
    private final String mediaType;

    WebAssets(String place, String mediaType) {
        this.place = place;
        this.mediaType = mediaType;
    }

    /** Without a character set, which is UTF-8 for all. */
    public String mediaType() {
        return mediaType;
    }

    public String text() {
        try (InputStream content = WebAssets.class.getResourceAsStream(place)) {
            if (content == null) {
                throw new IllegalStateException(place + " is not on the class path");
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the library's package has its files; its name is the version in the parent's pom.xml. */
    private static final class Uplot {
        private static final String FOLDER = "/META-INF/resources/webjars/uplot/1.6.30/";
    }
}
