package io.dertwin.it;

import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/** Whether the tests that need a Docker engine run: where none answers they are skipped, unless that would be a failure. */
final class Docker {

    static final String REQUIRED = "DERTWIN_REQUIRE_DOCKER";

    private Docker() {}

    /** Why there are no tests with Docker; empty if there are. */
    static Optional<String> missing() {
        if (DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.empty();
        }
        if (Boolean.parseBoolean(System.getenv(REQUIRED))) {
            throw new IllegalStateException("No Docker engine answers, and " + REQUIRED + " is set");
        }
        return Optional.of("no Docker engine answers");
    }
}
