package io.dertwin.testcontainers;

import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.utility.MountableFile;

/** Where a site file is that a test names. */
final class SiteFile {

    private SiteFile() {}

    /** A path, or else a class path resource. */
    static Path find(String name) {
        Path path = Path.of(name);
        if (Files.isRegularFile(path)) {
            return path.toAbsolutePath();
        }
        try {
            return Path.of(MountableFile.forClasspathResource(name).getResolvedPath());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "There is no site file \"" + name + "\": neither " + path.toAbsolutePath()
                            + " nor a class path resource of that name",
                    e);
        }
    }
}
