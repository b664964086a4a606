package io.dertwin.runtime.cli;

import io.dertwin.runtime.recording.FileRecording;
import io.dertwin.runtime.report.Extent;
import io.dertwin.runtime.site.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What remains of a site when it has ended.
 *
 * @param report a page that shows what happened, written at the end
 * @param recording a CSV file of all values, written as time goes on
 */
record Keepsakes(Optional<Path> report, Optional<Path> recording) {

    /** Begins to record, and sees that there is a place for the rest: now somebody can still do something about it. */
    Optional<FileRecording> begin(Site site) throws IOException {
        if (report.isPresent()) {
            prepare(report.get());
            if (Files.isDirectory(report.get())) {
                throw new IOException("The report cannot be written to " + report.get() + ": it is a folder");
            }
        }
        if (recording.isEmpty()) {
            return Optional.empty();
        }
        prepare(recording.get());
        return Optional.of(FileRecording.start(
                site.engine(), recording.get(), site.recording().interval()));
    }

    private static void prepare(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
    }

    /** Writes the report; that it cannot be must not keep the site from ending. */
    void end(Site site) {
        // asked for here and not before: the log comes up while the site is read, and these are made before that
        Logger log = LoggerFactory.getLogger("dertwin");
        report.ifPresent(file -> {
            try {
                Files.writeString(file, site.reports().page(Extent.ALL));
                log.info("Wrote the report {}", file);
            } catch (IOException e) {
                log.error("The report {} cannot be written: {}", file, e.getMessage());
            }
        });
    }
}
