package io.dertwin.maven;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.Ports;
import io.dertwin.runtime.site.ContainedSite;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * A site in a container. Maven holds the container's standard input open: when Maven is gone, wherever the engine is, the
 * input closes and the site ends; and a container that ends is removed.
 */
final class SiteContainer implements RunningSite {

    private static final int SECONDS_TO_END = 5;
    private static final Duration POLL = Duration.ofMillis(20);

    private final DockerEngine engine;
    private final DockerClient client;
    private final String id;
    private final ContainedSite site;
    private final SiteFiles files;
    private final HeldInput input = new HeldInput();
    private final Thread shutdownHook = new Thread(this::kill, "dertwin-stop-container");
    private final ContainerEnd end = new ContainerEnd();

    private LogWriter log;
    private ReadySite ready;

    SiteContainer(DockerEngine engine, String id, ContainedSite site, SiteFiles files) {
        this.engine = engine;
        this.client = engine.client();
        this.id = id;
        this.site = site;
        this.files = files;
    }

    /** Starts the container, and returns once the site is ready. */
    void start(Duration timeout) throws MojoExecutionException, IOException {
        Runtime.getRuntime().addShutdownHook(shutdownHook);
        boolean up = false;
        try {
            copyFiles();
            log = new LogWriter(Files.newOutputStream(files.log()));
            client.attachContainerCmd(id)
                    .withStdIn(input)
                    .withStdOut(true)
                    .withStdErr(true)
                    .withFollowStream(true)
                    .exec(log);
            client.startContainerCmd(id).exec();
            client.waitContainerCmd(id).exec(end);
            ready = awaitReady(timeout);
            up = true;
        } finally {
            if (!up) {
                stop();
            }
        }
    }

    /** Files cannot be copied into folders that are not there: so a whole tree is copied to the root. */
    private void copyFiles() throws IOException {
        Path tree = Files.createDirectories(files.evidence().resolve("container"));
        for (Map.Entry<String, Path> file : site.files().entrySet()) {
            Path target = tree.resolve(file.getKey().substring(1));
            Files.createDirectories(target.getParent());
            Files.write(target, Files.readAllBytes(file.getValue()));
        }
        client.copyArchiveToContainerCmd(id)
                .withHostResource(tree.toString())
                .withDirChildrenOnly(true)
                .withRemotePath("/")
                .exec();
    }

    private ReadySite awaitReady(Duration timeout) throws MojoExecutionException {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            while (System.nanoTime() - deadline < 0) {
                Optional<ReadySite> answer = ask();
                if (answer.isPresent()) {
                    return answer.get();
                }
                Optional<String> ending = end.within(POLL);
                if (ending.isPresent()) {
                    log.awaitCompletion(1, TimeUnit.SECONDS);
                    throw new MojoExecutionException(
                            "The site did not start: its container " + ending.get() + ". " + LogTail.of(files.log()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("Interrupted while the site was starting", e);
        }
        throw new MojoExecutionException("The site was not ready within " + timeout.toSeconds()
                + " s; give it longer with <startTimeout> if the machine is slow. " + LogTail.of(files.log()));
    }

    /** Asks the site for what it is; empty if it does not answer, or not yet. */
    private Optional<ReadySite> ask() {
        try {
            Map<ExposedPort, Ports.Binding[]> published = client.inspectContainerCmd(id)
                    .exec()
                    .getNetworkSettings()
                    .getPorts()
                    .getBindings();
            URI url = URI.create("http://" + engine.host() + ":" + port(published, site.controlPort()));
            ControlChannel channel =
                    new ControlChannel(url, site.definition().control().token());
            return channel.isHealthy()
                    ? Optional.of(ReadySite.ask(channel, endpoint -> reached(endpoint, published)))
                    : Optional.empty();
        } catch (IOException | NotFoundException | UnpublishedException e) {
            return Optional.empty();
        }
    }

    private ReadySite.Endpoint reached(ReadySite.Endpoint inside, Map<ExposedPort, Ports.Binding[]> published) {
        int port = port(published, inside.port());
        Integer bridge = inside.bridgePort() == null ? null : port;
        return new ReadySite.Endpoint(inside.kind(), engine.host(), port, inside.unitId(), null, bridge);
    }

    private static int port(Map<ExposedPort, Ports.Binding[]> published, int port) {
        Ports.Binding[] bindings = published.get(ExposedPort.tcp(port));
        if (bindings == null || bindings.length == 0) {
            throw new UnpublishedException(port);
        }
        return Integer.parseInt(bindings[0].getHostPortSpec());
    }

    @Override
    public ReadySite ready() {
        return ready;
    }

    @Override
    public Optional<String> ending() {
        try {
            return end.within(Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> stop() {
        forget();
        input.close();
        try {
            client.stopContainerCmd(id).withTimeout(SECONDS_TO_END).exec();
        } catch (NotFoundException | NotModifiedException e) {
            // it has ended by itself
        } catch (DockerException e) {
            return Optional.of("could not be stopped: " + e.getMessage());
        } finally {
            remove();
            engine.close();
        }
        return Optional.empty();
    }

    /** A container that was started removes itself. */
    private void remove() {
        try {
            client.removeContainerCmd(id).withForce(true).exec();
        } catch (DockerException e) {
            // it is gone, or about to go
        }
    }

    private void kill() {
        try {
            client.killContainerCmd(id).exec();
        } catch (RuntimeException e) {
            // the end of its input ends it as well
        }
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // the hook itself is about to end the container
        }
    }

    /** The container has not published the port, or not yet. */
    private static final class UnpublishedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnpublishedException(int port) {
            super("port " + port + " is not published");
        }
    }

    /** Writes down what the container prints. */
    private static final class LogWriter extends ResultCallback.Adapter<Frame> {

        private final OutputStream file;

        LogWriter(OutputStream file) {
            this.file = file;
        }

        @Override
        public void onNext(Frame frame) {
            try {
                file.write(frame.getPayload());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            super.close();
            file.close();
        }
    }
}
