package io.dertwin.testcontainers;

import java.util.Optional;

/** What moves the site's clock. */
enum SiteTime {
    AS_THE_FILE_SAYS,
    REAL,
    STEPPED;

    /**
     * The simulator's option for it.
     *
     * @param file whether the site file wants real time; empty if it does not say, which means stepped in a container
     */
    Optional<String> option(Optional<Boolean> file) {
        return switch (this) {
            case REAL -> Optional.of("--real-time");
            case STEPPED -> Optional.of("--stepped");
            case AS_THE_FILE_SAYS -> file.isPresent() ? Optional.empty() : Optional.of("--stepped");
        };
    }
}
