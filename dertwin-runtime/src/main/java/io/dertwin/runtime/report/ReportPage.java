package io.dertwin.runtime.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dertwin.runtime.journal.JournalCounters;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A report as one file of HTML that needs nothing else: scripts, styles and data are in it, and its policy lets nothing else
 * in. Problems and figures are there without scripts too.
 */
final class ReportPage {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ReportData data;

    ReportPage(ReportData data) {
        this.data = data;
    }

    String html() {
        String licence = "/*\n" + WebAssets.UPLOT_LICENCE.text().strip() + "\n*/\n";
        List<String> scripts = List.of(
                licence + WebAssets.UPLOT_SCRIPT.text(),
                WebAssets.CHARTS_SCRIPT.text(),
                WebAssets.REPORT_SCRIPT.text());
        String style = Stream.of(WebAssets.UPLOT_STYLE, WebAssets.CHARTS_STYLE, WebAssets.REPORT_STYLE)
                .map(WebAssets::text)
                .collect(Collectors.joining("\n"));
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="%s">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <link rel="icon" href="data:,">
                <title>%s · DER Twin report</title>
                <style>%s</style>
                </head>
                <body class="dtc" data-theme="light">
                %s
                %s
                <noscript><p class="fine">The charts and the table of writes need JavaScript, which is off here.</p></noscript>
                <h2 id="timeline">What happened</h2>
                <div id="charts"></div>
                %s
                <footer>DER Twin %s. Times are simulated. Charts by uPlot (MIT).</footer>
                <script type="application/json" id="data">%s</script>
                %s
                </body>
                </html>
                """.formatted(
                        policy(scripts, style),
                        escaped(data.source().name()),
                        style,
                        header(),
                        problems(),
                        writes(),
                        escaped(data.source().version()),
                        json(),
                        scripts.stream()
                                .map(script -> "<script>" + script + "</script>")
                                .collect(Collectors.joining("\n")));
    }

    /** Only what is in this file may run, and nothing may be fetched, whatever a name in it says. */
    private static String policy(List<String> scripts, String style) {
        return "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; script-src "
                + scripts.stream().map(ReportPage::hash).collect(Collectors.joining(" "))
                + "; style-src " + hash(style);
    }

    private static String hash(String content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String header() {
        JournalCounters counters = data.source().journal().counters();
        double seconds = data.end() - data.begin();
        return """
                <div class="top">
                <div><h1>%s</h1><p class="sub">DER Twin report: %s to %s, %s simulated</p></div>
                <button type="button" id="toggle" class="toggle" hidden aria-label="change colours">Dark</button>
                </div>
                <dl class="facts">%s</dl>""".formatted(
                escaped(data.source().name()),
                Times.clock(data.begin()),
                Times.clock(data.end()),
                Times.duration(seconds),
                Stream.of(
                                fact("devices", String.valueOf(data.devices().size()), false),
                                fact(
                                        "step",
                                        Descriptions.plain(data.source()
                                                        .engine()
                                                        .plant()
                                                        .stepSeconds()) + " s",
                                        false),
                                fact("seed", String.valueOf(data.source().seed()), false),
                                fact("requests", grouped(counters.requests()), false),
                                fact("reads", grouped(counters.reads()), false),
                                fact("writes", grouped(counters.writes()), false),
                                fact("unmapped", grouped(counters.unmapped()), counters.unmapped() > 0),
                                fact("exceptions", grouped(counters.exceptions()), counters.exceptions() > 0),
                                fact("dropped frames", grouped(counters.dropped()), counters.dropped() > 0))
                        .collect(Collectors.joining()));
    }

    private static String fact(String name, String value, boolean bad) {
        return "<div" + (bad ? " class=\"bad\"" : "") + "><dt>" + name + "</dt><dd>" + value + "</dd></div>";
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
    }

    private String problems() {
        List<Problem> problems = data.problems();
        String list = problems.isEmpty()
                ? "<p class=\"fine\">None: every access fits the register maps, and nothing was refused.</p>"
                : "<ul class=\"problems\">" + problems.stream().map(this::item).collect(Collectors.joining()) + "</ul>";
        return "<h2 id=\"problems\">Problems" + (problems.isEmpty() ? "" : " (" + problems.size() + ")") + "</h2>\n"
                + list;
    }

    private String item(Problem problem) {
        String severity = problem.kind().severity();
        String device =
                problem.device().isEmpty() ? "" : " <span class=\"device\">on " + escaped(problem.device()) + "</span>";
        String hint = problem.hint()
                .map(text -> "<div class=\"hint\">" + escaped(text) + "</div>")
                .orElse("");
        String more = problem.detail().isEmpty() ? "" : "<div class=\"more\">" + escaped(problem.detail()) + "</div>";
        return """
                <li class="%s"><span class="severity">%s</span>\
                <div class="what"><b>%s</b>%s%s%s</div>\
                <div class="when">%s<br>%s</div></li>
                """.formatted(
                        severity,
                        severity,
                        escaped(problem.title()),
                        device,
                        more,
                        hint,
                        when(problem),
                        problem.count() == 1 ? "once" : grouped(problem.count()) + " times");
    }

    /** A way to its place, as long as there is one: what was before the recording is in no chart. */
    private String when(Problem problem) {
        String time = Times.clock(problem.first());
        if (problem.last() < data.begin()) {
            return time + ", before what is recorded";
        }
        return "<a href=\"#timeline\" data-first=\"%s\" data-last=\"%s\" data-device=\"%s\">%s</a>"
                .formatted(problem.first(), problem.last(), escaped(problem.device()), time);
    }

    private String writes() {
        return """
                <section id="writes" hidden>
                <h2>Writes</h2>
                <div class="tools">
                <label>device <select id="writes-device"><option value="*">all</option></select></label>
                <label>contains <input id="writes-text" type="search"></label>
                <span class="dtc-note" id="writes-count" role="status"></span>
                </div>
                <div class="table" tabindex="0" role="region" aria-label="Writes">
                <table>
                <thead><tr><th scope="col">time</th><th scope="col">device</th><th scope="col">register</th>\
                <th scope="col" class="number">value</th><th scope="col" class="number">times</th>\
                <th scope="col">client</th><th scope="col">outcome</th></tr></thead>
                <tbody id="writes-rows"></tbody>
                </table>
                </div>
                <p class="tools"><button type="button" id="writes-more" hidden></button></p>
                </section>""";
    }

    /** What looks like markup is no markup in there either, as there is no {@code <} left. */
    private String json() {
        try {
            return JSON.writeValueAsString(ReportJson.describe(data)).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
