package io.dertwin.maven;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;

/** A line about what happened on a site, for the build's log. */
final class SiteSummary {

    private SiteSummary() {}

    /** What the site's control channel can tell; a site that does not answer has nothing to tell. */
    static String of(ReadySite site) {
        ControlChannel control = new ControlChannel(site.control().url());
        StringBuilder line = new StringBuilder();
        try {
            JsonNode clock = control.get("/api/v1/clock");
            double seconds = clock.path("ticks").asLong() * clock.path("step").asDouble();
            line.append("ran for ").append(simulated(seconds)).append(" of simulated time");
        } catch (IOException e) {
            line.append("does not tell what happened on it: ").append(e.getMessage());
        }
        return line.toString();
    }

    /** A duration as a reader of a log wants it: {@code 1 h 20 min}, {@code 12.5 s}. */
    static String simulated(double seconds) {
        Duration duration = Duration.ofMillis(Math.round(seconds * 1000));
        if (duration.toHours() > 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        if (duration.toMinutes() > 0) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return duration.toMillis() % 1000 == 0
                ? duration.toSeconds() + " s"
                : String.valueOf(duration.toMillis() / 1000.0) + " s";
    }
}
