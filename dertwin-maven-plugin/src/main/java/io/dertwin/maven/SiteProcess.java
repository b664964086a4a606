package io.dertwin.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.apache.maven.plugin.MojoExecutionException;

/** A site in a process of its own. */
final class SiteProcess implements RunningSite {

    /** It takes two at most, and another for a JVM that leaves its classes to the next; the rest is for slow machines. */
    private static final Duration TIME_TO_END = Duration.ofSeconds(10);

    private static final long POLL_MILLIS = 20;

    private final Process process;
    private final Thread shutdownHook;
    private final ReadySite ready;
    private final IntConsumer atEnd;

    private SiteProcess(Process process, Thread shutdownHook, ReadySite ready, IntConsumer atEnd) {
        this.process = process;
        this.shutdownHook = shutdownHook;
        this.ready = ready;
        this.atEnd = atEnd;
    }

    /**
     * Starts the process, and returns once the site is ready.
     *
     * @param atEnd takes the exit code of a site that has ended because it was asked to
     */
    static SiteProcess start(Launch launch, SiteFiles files, Duration timeout, IntConsumer atEnd)
            throws MojoExecutionException {
        Process process = launch(launch, files);
        Thread shutdownHook = new Thread(process::destroy, "dertwin-stop-" + files.id());
        Runtime.getRuntime().addShutdownHook(shutdownHook);
        boolean up = false;
        try {
            ReadySite ready = awaitReady(process, files, timeout);
            up = true;
            return new SiteProcess(process, shutdownHook, ready, atEnd);
        } finally {
            if (!up) {
                end(process, shutdownHook);
            }
        }
    }

    private static Process launch(Launch launch, SiteFiles files) throws MojoExecutionException {
        try {
            return launch.start(files.log());
        } catch (IOException e) {
            throw new MojoExecutionException("The simulator cannot be started: " + e.getMessage(), e);
        }
    }

    private static ReadySite awaitReady(Process process, SiteFiles files, Duration timeout)
            throws MojoExecutionException {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            while (System.nanoTime() - deadline < 0) {
                if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new MojoExecutionException("The site did not start: the simulator ended with exit code "
                            + process.exitValue() + ". " + LogTail.of(files.log()));
                }
                Optional<ReadySite> ready = readyIn(files.ready());
                if (ready.isPresent()) {
                    return ready.get();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("Interrupted while the site was starting", e);
        } catch (IOException e) {
            throw new MojoExecutionException("The simulator's ready file cannot be read: " + e.getMessage(), e);
        }
        throw new MojoExecutionException("The site was not ready within " + timeout.toSeconds()
                + " s; give it longer with <startTimeout> if the machine is slow. " + LogTail.of(files.log()));
    }

    /** The file appears with its whole content at once, so that one look is enough. */
    private static Optional<ReadySite> readyIn(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        ReadySite ready = ReadySite.parse(Files.readString(file));
        return ready.channel(Optional.empty()).isHealthy() ? Optional.of(ready) : Optional.empty();
    }

    @Override
    public ReadySite ready() {
        return ready;
    }

    @Override
    public Optional<String> ending() {
        return process.isAlive() ? Optional.empty() : Optional.of("ended with exit code " + process.exitValue());
    }

    @Override
    public Optional<String> stop() {
        Optional<String> oddity = end(process, shutdownHook);
        if (oddity.isEmpty()) {
            atEnd.accept(process.exitValue());
        }
        return oddity;
    }

    private static Optional<String> end(Process process, Thread shutdownHook) {
        forget(shutdownHook);
        ask(process);
        try {
            if (process.waitFor(TIME_TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return Optional.of("did not end within " + TIME_TO_END.toSeconds() + " s of being asked to, and was killed");
    }

    /** Where a process cannot be asked to end by a signal, the end of its standard input says the same. */
    private static void ask(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // nobody is there to read it any more
        }
        if (process.supportsNormalTermination()) {
            process.destroy();
        }
    }

    private static void forget(Thread shutdownHook) {
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // the hook itself is about to end the process
        }
    }
}
