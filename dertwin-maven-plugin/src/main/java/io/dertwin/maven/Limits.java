package io.dertwin.maven;

import java.time.Duration;

/**
 * How long a site may take.
 *
 * @param start until it is ready
 * @param lifetime until it ends by itself, if nobody has stopped it
 */
record Limits(Duration start, Duration lifetime) {}
