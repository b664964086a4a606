package io.dertwin.runtime.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Reports of a site, as long as it runs.
 *
 * <pre>{@code
 * Files.writeString(Path.of("report.html"), new Reports(source).page(Extent.ALL));
 * }</pre>
 */
public final class Reports {

    private final ReportSource source;

    public Reports(ReportSource source) {
        this.source = source;
    }

    /** What charts show of the site, as the web resource charts.js describes it. */
    public ObjectNode data(Extent extent) {
        return ReportJson.describe(ReportData.gather(source, extent));
    }

    /** A page that shows all of it: one file of HTML, which needs no network. */
    public String page(Extent extent) {
        return new ReportPage(ReportData.gather(source, extent)).html();
    }

    /** What has befallen the site so far. */
    public ArrayNode happenings() {
        return ReportJson.happenings(source.happenings().list());
    }
}
