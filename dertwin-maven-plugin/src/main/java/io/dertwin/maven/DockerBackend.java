package io.dertwin.maven;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Ports;
import io.dertwin.runtime.site.ContainedSite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * Runs sites in containers of a Docker engine.
 *
 * @param directory where register maps are looked for that are not beside the site file
 */
record DockerBackend(String image, Path directory) implements Backend {

    /** The simulator's own image, without its tag. */
    static final String IMAGE = "dertwin/dertwin-runtime:";

    /** By which whoever finds a container knows where it comes from. */
    private static final Map<String, String> LABELS = Map.of("io.dertwin.started-by", "dertwin-maven-plugin");

    @Override
    public RunningSite start(SiteRequest request, SiteFiles files, Limits limits) throws MojoExecutionException {
        DockerEngine engine = DockerEngine.connect();
        boolean up = false;
        try {
            ContainedSite site = ContainedSite.of(request.site(), directory);
            SiteContainer container = new SiteContainer(engine, create(engine, site, request, limits), site, files);
            container.start(limits.start());
            up = true;
            return container;
        } catch (IllegalArgumentException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        } catch (DockerException | IOException e) {
            throw new MojoExecutionException("The site's container cannot be started: " + e.getMessage(), e);
        } finally {
            if (!up) {
                engine.close();
            }
        }
    }

    private String create(DockerEngine engine, ContainedSite site, SiteRequest request, Limits limits)
            throws MojoExecutionException {
        CreateContainerCmd create = engine.client()
                .createContainerCmd(image)
                .withCmd(arguments(site, request, limits))
                .withEnv(environment(request))
                .withLabels(LABELS)
                .withAttachStdin(true)
                .withStdinOpen(true)
                .withStdInOnce(true)
                .withExposedPorts(site.ports().stream().map(ExposedPort::tcp).toList())
                .withHostConfig(HostConfig.newHostConfig()
                        .withAutoRemove(true)
                        .withPortBindings(published(engine, site, request)));
        try {
            return create.exec().getId();
        } catch (NotFoundException e) {
            pull(engine);
            return create.exec().getId();
        }
    }

    private static List<String> arguments(ContainedSite site, SiteRequest request, Limits limits) {
        return request.arguments(
                site.path(),
                List.of(
                        "--control-port",
                        String.valueOf(site.controlPort()),
                        "--until-stdin-closes",
                        "--max-lifetime",
                        limits.lifetime().toString()));
    }

    private static List<String> environment(SiteRequest request) {
        List<String> environment = new ArrayList<>();
        request.environment().forEach((name, value) -> environment.add(name + "=" + value));
        if (!request.jvmArguments().isEmpty()) {
            environment.add("JDK_JAVA_OPTIONS=" + String.join(" ", request.jvmArguments()));
        }
        return environment;
    }

    /** The ports of a local engine are nobody else's business; those of another must be reached from here. */
    private static Ports published(DockerEngine engine, ContainedSite site, SiteRequest request) {
        Ports ports = new Ports();
        for (int port : site.ports()) {
            String address = engine.isLocal() ? engine.host() : null;
            Integer published = request.randomPorts() ? null : port;
            ports.bind(
                    ExposedPort.tcp(port), new Ports.Binding(address, published == null ? null : published.toString()));
        }
        return ports;
    }

    private void pull(DockerEngine engine) throws MojoExecutionException {
        try {
            engine.client().pullImageCmd(image).start().awaitCompletion();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("Interrupted while " + image + " was pulled", e);
        } catch (RuntimeException e) {
            throw new MojoExecutionException(
                    "The image " + image
                            + " is not on the Docker engine and cannot be pulled; name another with <image>. "
                            + e.getMessage(),
                    e);
        }
    }
}
