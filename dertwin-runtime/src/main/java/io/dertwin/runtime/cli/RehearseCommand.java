package io.dertwin.runtime.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/**
 * {@code rehearse}: the short life of a site that ships, from the command line to the end by a signal, with a visitor who asks
 * everything that first clients ask. A JVM that keeps what it learns meanwhile starts the next site in half the time:
 *
 * <pre>
 * java -XX:ArchiveClassesAtExit=dertwin.jsa -jar dertwin.jar rehearse
 * java -XX:SharedArchiveFile=dertwin.jsa -jar dertwin.jar run -c site.json
 * </pre>
 */
@Command(
        name = "rehearse",
        hidden = true,
        description =
                "Runs a site that ships for a moment, for a JVM that keeps an archive of what it loads meanwhile.")
final class RehearseCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger("dertwin");
    private static final String SITE = "/io/dertwin/configs/full.json";

    /** Ends with the JVM: a shutdown by a signal is a part of the life that is rehearsed. */
    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("dertwin-rehearsal");
        Path site = folder.resolve("site.json");
        Path ready = folder.resolve("ready.json");
        try (InputStream shipped = RehearseCommand.class.getResourceAsStream(SITE)) {
            Files.copy(shipped, site);
        }
        new Thread(() -> visit(site, ready), "dertwin-visitor").start();
        return Main.execute(
                "run",
                "-c",
                site.toString(),
                "--random-ports",
                "--control-port",
                "0",
                "--ready-file",
                ready.toString(),
                "--parent-pid",
                String.valueOf(ProcessHandle.current().pid()),
                "--max-lifetime",
                "PT1M");
    }

    private static void visit(Path site, Path ready) {
        int exitCode = Main.FAILED;
        try {
            new Visitor(site, ready).visit();
            Files.delete(ready);
            Files.delete(site);
            Files.delete(site.getParent());
            exitCode = 0;
        } catch (IOException | InterruptedException e) {
            LOG.error("The rehearsal failed: {}", e.getMessage());
        } finally {
            System.exit(exitCode);
        }
    }
}
