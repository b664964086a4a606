package io.dertwin.maven;

import java.util.Optional;

/** A site that this build has started. */
interface RunningSite {

    /** What the site said of itself when it was up. */
    ReadySite ready();

    /** What became of it, if it is no longer running: a sentence without its subject, such as "ended with exit code 1". */
    Optional<String> ending();

    /**
     * Ends it and returns once it is gone.
     *
     * @return what was out of the ordinary about it, if anything was
     */
    Optional<String> stop();
}
