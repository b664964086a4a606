package io.dertwin.bench.modbus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Gives servers and load generator their processors, where {@code taskset} is there to do it. One connection is a ball thrown
 * to and fro: with both on one processor it is the work that counts, and not how long a sleeping processor takes to wake. Many
 * connections keep two processors busy.
 */
final class Processors {

    private static final Path TASKSET = Path.of("/usr/bin/taskset");

    private Processors() {}

    static void assign(List<Long> servers, boolean apart) throws IOException, InterruptedException {
        if (!Files.isExecutable(TASKSET) || Runtime.getRuntime().availableProcessors() < 2) {
            return;
        }
        for (long server : servers) {
            pin(server, 0);
        }
        pin(ProcessHandle.current().pid(), apart ? 1 : 0);
    }

    private static void pin(long process, int processor) throws IOException, InterruptedException {
        new ProcessBuilder(TASKSET.toString(), "-acp", String.valueOf(processor), String.valueOf(process))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
