package io.dertwin.maven;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A process to start.
 *
 * @param environment variables on top of the build's own
 */
record Launch(List<String> command, Map<String, String> environment, Path directory) {

    /** Starts it with all output to the log: a pipe that nobody drained would bring it to a halt. */
    Process start(Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }
}
