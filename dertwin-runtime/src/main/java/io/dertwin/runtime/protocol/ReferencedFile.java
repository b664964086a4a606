package io.dertwin.runtime.protocol;

import java.nio.file.Path;

/**
 * A file that a site file names.
 *
 * @param reference how to get to it from the site file's folder, wherever that may be
 * @param path where it was found
 */
public record ReferencedFile(Path reference, Path path) {}
