package io.dertwin.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dertwin.client.DerTwinClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A site as a process of its own, from the jar that users get. Its clock stands still unless its file says otherwise. */
public final class SiteProcess implements AutoCloseable {

    private static final Path JAR = Path.of("..", "dertwin-runtime", "target", "dertwin.jar");
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final URI url;

    private DerTwinClient client;

    private SiteProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts a site.
     *
     * @param folder where to keep the process's log
     * @param options of the command {@code run}, beside those that every such site has
     */
    public static SiteProcess start(Path siteFile, Path folder, String... options)
            throws IOException, InterruptedException {
        Path ready = folder.resolve("ready.json");
        Path log = folder.resolve("site.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                JAR.toString(),
                "run",
                "-c",
                siteFile.toString(),
                "--random-ports",
                "--control-port",
                "0",
                "--parent-pid",
                String.valueOf(ProcessHandle.current().pid()),
                "--ready-file",
                ready.toString()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.exists(ready)) {
            assertThat(process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline)
                    .as(() -> "ended or late: " + text(log))
                    .isFalse();
        }
        JsonNode description = new ObjectMapper().readTree(ready.toFile());
        return new SiteProcess(
                process, URI.create(description.path("control").path("url").asText()));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Where its control channel is, ending in a slash. */
    public URI url() {
        return url.resolve("/");
    }

    /** What a test does to it; a site with a token lets nobody in here. */
    public synchronized DerTwinClient client() {
        if (client == null) {
            client = DerTwinClient.connect(url);
        }
        return client;
    }

    /** Asks it to end, and waits until it has. */
    public void stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
