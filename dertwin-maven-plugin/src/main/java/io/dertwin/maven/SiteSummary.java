package io.dertwin.maven;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;

/** What happened on a site, in a line for the build's log. */
record SiteSummary(double simulatedSeconds, long requests, long writes, long unmapped, long exceptions) {

    static SiteSummary of(ControlChannel control) throws IOException {
        JsonNode clock = control.get("/api/v1/clock");
        JsonNode counters = control.get("/api/v1/journal/counters");
        return new SiteSummary(
                clock.path("ticks").asLong() * clock.path("step").asDouble(),
                counters.path("requests").asLong(),
                counters.path("writes").asLong(),
                counters.path("unmapped").asLong(),
                counters.path("exceptions").asLong());
    }

    @Override
    public String toString() {
        return duration(simulatedSeconds) + " simulated; " + count(requests, "request") + ", " + count(writes, "write")
                + ", " + count(unmapped, "unmapped access") + ", " + count(exceptions, "exception");
    }

    private static String count(long number, String thing) {
        String plural = thing.endsWith("s") ? thing + "es" : thing + "s";
        return number + " " + (number == 1 ? thing : plural);
    }

    /** As a reader of a log wants it: {@code 1 h 20 min}, {@code 12.5 s}. */
    static String duration(double seconds) {
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
