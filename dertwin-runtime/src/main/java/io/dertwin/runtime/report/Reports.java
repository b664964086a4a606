package io.dertwin.runtime.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Reports of a site, as long as it runs.
 *
 * <pre>{@code
 * Files.writeString(Path.of("report.html"), new Reports(source).page());
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

    /** What has befallen the site so far. */
    public ArrayNode happenings() {
        return ReportJson.happenings(source.happenings().list());
    }
}
