package io.dertwin.maven;

import io.dertwin.runtime.site.SiteDefinition;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/**
 * Starts a site of simulated energy hardware before the integration tests, and returns once it can be used.
 *
 * <p>Where its devices and its control channel are found is exported as project properties ({@code dertwin.url},
 * {@code dertwin.<device>.host}, {@code .port}, {@code .unitId}, {@code .bridgePort}, {@code .serialPort}) and in the
 * file {@code target/dertwin/<id>.properties}. The site ends with the goal {@code stop}, or with Maven, however that ends.
 */
@Mojo(name = "start", defaultPhase = LifecyclePhase.PRE_INTEGRATION_TEST, threadSafe = true)
public final class StartMojo extends AbstractRuntimeMojo {

    /**
     * Where the site runs: {@code java} in a JVM of its own, {@code docker} in a container of a Docker engine, which may
     * be on another machine; {@code auto} is {@code java}.
     */
    @Parameter(property = "dertwin.backend", defaultValue = "auto")
    private String backend;

    /** The image of the backend {@code docker}. The one of the plugin's own version if not given. */
    @Parameter(property = "dertwin.image")
    private String image;

    /** Any free ports in place of those in the site file, so that builds can run side by side. */
    @Parameter(property = "dertwin.randomPorts", defaultValue = "true")
    private boolean randomPorts;

    /** Seconds after which a site that is not ready fails the build. */
    @Parameter(property = "dertwin.startTimeout", defaultValue = "60")
    private int startTimeout;

    /** Seconds after which the site ends even if nobody has stopped it. */
    @Parameter(property = "dertwin.maximumLifetime", defaultValue = "14400")
    private int maximumLifetime;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Inject
    StartMojo(RepositorySystem repositorySystem, ToolchainManager toolchains) {
        super(repositorySystem, toolchains);
    }

    @Override
    void perform() throws MojoExecutionException, MojoFailureException {
        RunningSites sites = RunningSites.of(getPluginContext());
        if (sites.contains(id())) {
            throw new MojoFailureException("A site with the id '" + id()
                    + "' is running already in this project; give each of its sites an <id> of its own.");
        }
        SiteDefinition definition = readSite();
        Backend place = backend();
        SiteFiles files = freshFiles();
        long begin = System.nanoTime();
        Limits limits = new Limits(Duration.ofSeconds(startTimeout), Duration.ofSeconds(maximumLifetime));
        RunningSite site = place.start(request(randomPorts), files, limits);
        Optional<String> token = token(definition);
        sites.add(id(), new RunningSites.Entry(site, site.ready().channel(token), files));
        SessionEnd.before(session().getRequest(), () -> sites.remove(id()).ifPresent(this::end));
        export(ExportedProperties.of(site.ready(), token), files);
        announce(site.ready(), Duration.ofNanos(System.nanoTime() - begin));
    }

    private SiteFiles freshFiles() throws MojoExecutionException {
        SiteFiles files = files();
        try {
            files.clear();
            return files;
        } catch (IOException e) {
            throw new MojoExecutionException(
                    "There is no room for the site's files in " + files.folder() + ": " + e, e);
        }
    }

    /** The build ends, and the goal {@code stop} has not been there. */
    private void end(RunningSites.Entry entry) {
        getLog().info("Site '" + entry.site().ready().siteName() + "' ends with the build; the goal stop did not run");
        entry.stop();
    }

    private Backend backend() throws MojoExecutionException, MojoFailureException {
        return switch (BackendName.of(backend)) {
            case auto, java -> new JavaBackend(javaCommand(), directory());
            case docker -> new DockerBackend(image == null ? DockerBackend.IMAGE + version() : image, directory());
        };
    }

    private void export(ExportedProperties properties, SiteFiles files) throws MojoExecutionException {
        properties.exportTo(project.getProperties(), id());
        try {
            properties.writeTo(files.properties());
        } catch (IOException e) {
            throw new MojoExecutionException("The site's endpoints cannot be written for the tests: " + e, e);
        }
    }

    private void announce(ReadySite ready, Duration duration) {
        getLog().info(String.format(
                "Site '%s' is up after %.1f s, control channel %s",
                ready.siteName(), duration.toMillis() / 1000.0, ready.control().url()));
        for (ReadySite.Device device : ready.devices()) {
            for (ReadySite.Endpoint endpoint : device.endpoints()) {
                getLog().info("  " + device.id() + ": " + endpoint.describe());
            }
        }
    }
}
