package io.dertwin.runtime.report;

import io.dertwin.runtime.engine.Engine;
import io.dertwin.runtime.journal.Journal;
import io.dertwin.runtime.recording.Recording;

/**
 * A site as a report sees it.
 *
 * @param name the name of the site
 * @param seed root of its random streams
 * @param version of this program
 * @param engine what it is like, and was told
 * @param journal what went over the wire
 * @param recording what it was like
 * @param happenings what befell it
 */
public record ReportSource(
        String name,
        long seed,
        String version,
        Engine engine,
        Journal journal,
        Recording recording,
        Happenings happenings) {}
