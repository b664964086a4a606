package io.dertwin.junit.jupiter;

import io.dertwin.client.DerTwinException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the site file of a test. */
final class SiteFile {

    private SiteFile() {}

    /** A path from the working directory, or a resource on the class path. */
    static Path find(String name, Class<?> test) {
        Path path = Path.of(name);
        if (Files.exists(path)) {
            return path;
        }
        URL resource = test.getClassLoader().getResource(name);
        if (resource == null || !resource.getProtocol().equals("file")) {
            throw new DerTwinException("the site file '" + name + "' of " + test.getSimpleName()
                    + " is neither a file in " + Path.of("").toAbsolutePath() + " nor one on the test class path");
        }
        try {
            return Path.of(resource.toURI());
        } catch (URISyntaxException e) {
            throw new DerTwinException("the site file '" + name + "' cannot be reached: " + e.getMessage(), e);
        }
    }
}
