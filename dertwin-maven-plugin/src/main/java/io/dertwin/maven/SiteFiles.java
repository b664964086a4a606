package io.dertwin.maven;

import java.io.IOException;
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

    /** Makes room for a new run, so that nothing of an earlier one is taken for it. */
    void clear() throws IOException {
        Files.createDirectories(folder);
        Files.deleteIfExists(log());
        Files.deleteIfExists(properties());
        Files.deleteIfExists(ready());
    }
}
