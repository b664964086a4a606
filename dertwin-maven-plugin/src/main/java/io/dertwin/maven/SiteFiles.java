package io.dertwin.maven;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that a site leaves in the build's output directory. */
record SiteFiles(Path folder, String id) {

    /** Everything the site printed. */
    Path log() {
        return folder.resolve(id + ".log");
    }

    /** The endpoints, for tests. */
    Path properties() {
        return folder.resolve(id + ".properties");
    }

    /** Written by the site once it is up. */
    Path ready() {
        return folder.resolve(id + ".json");
    }

    /** Where the JVM leaves the classes it has loaded, for the sites of later builds. */
    Path classArchive() {
        return folder.resolve(id + ".jsa");
    }

    /** A page that shows what happened. */
    Path report() {
        return folder.resolve(id + ".html");
    }

    /** Where it leaves what it knows when it ends. */
    Path evidence() {
        return folder.resolve(id);
    }

    /** Takes away the endpoints of a site that is no longer there, so that no test looks for it. */
    void clearEndpoints() throws IOException {
        Files.deleteIfExists(properties());
    }

    /** Takes away everything by which an earlier site could be taken for the one that is about to start. */
    void clearReadiness() throws IOException {
        clearEndpoints();
        Files.deleteIfExists(ready());
    }

    /** Makes room for a new run, so that nothing of an earlier one is taken for it. */
    void clear() throws IOException {
        Files.createDirectories(evidence());
        Files.deleteIfExists(log());
        Files.deleteIfExists(report());
        clearReadiness();
        try (DirectoryStream<Path> earlier = Files.newDirectoryStream(evidence(), Files::isRegularFile)) {
            for (Path file : earlier) {
                Files.delete(file);
            }
        }
    }
}
