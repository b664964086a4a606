package io.dertwin.maven;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** What a site leaves for whoever has to find out why a test failed: its journal, and the course of every device's telemetry. */
final class SiteEvidence {

    private static final int JOURNAL_ENTRIES = 10_000;
    private static final int SAMPLES = 10_000;

    private SiteEvidence() {}

    /** Writes {@code journal.json} and a {@code <device>.csv} for each device. */
    static void collect(ControlChannel control, ReadySite site, Path folder, double simulatedSeconds)
            throws IOException {
        control.download("/api/v1/journal?limit=" + JOURNAL_ENTRIES, folder.resolve("journal.json"));
        String interval =
                Duration.ofSeconds((long) (simulatedSeconds / SAMPLES)).toString();
        for (ReadySite.Device device : site.devices()) {
            control.download(
                    "/api/v1/telemetry/" + device.id() + "?format=csv&every=" + interval,
                    folder.resolve(device.id() + ".csv"));
        }
    }
}
