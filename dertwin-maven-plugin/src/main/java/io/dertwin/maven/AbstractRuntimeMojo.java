package io.dertwin.maven;

import io.dertwin.runtime.site.SiteDefinition;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.RemoteRepository;

/** What the goals that bring up the simulator have in common: the site, and how it is to run. */
abstract class AbstractRuntimeMojo extends AbstractSiteMojo {

    private static final String TOKEN = "DERTWIN_CONTROL_TOKEN";

    /** The site file, JSON or YAML. */
    @Parameter(property = "dertwin.site", required = true)
    private File site;

    /**
     * Names the site if there are several in one build: its files in the output directory, and {@code dertwin.<id>.…}
     * among the project's properties.
     */
    @Parameter(property = "dertwin.id", defaultValue = "site")
    private String id;

    /** Where the site's log, endpoints and reports go. */
    @Parameter(property = "dertwin.outputDirectory", defaultValue = "${project.build.directory}/dertwin")
    private File outputDirectory;

    /**
     * Whether the clock stands still until it is told to advance, or follows wall time; as the site file says if not given, and
     * if that does not say either, it follows wall time.
     */
    @Parameter(property = "dertwin.stepped")
    private Boolean stepped;

    /** Simulated seconds per wall second while the clock follows wall time; as the site file says if not given. */
    @Parameter(property = "dertwin.speed")
    private Double speed;

    /** Arguments of the simulator's JVM; on the command line separated by commas. */
    @Parameter(property = "dertwin.jvmArguments")
    private List<String> jvmArguments = List.of();

    /**
     * Environment variables of the simulator, on top of those of the build; on the command line one property each,
     * {@code -Ddertwin.environment.NAME=value}.
     */
    @Parameter
    private Map<String, String> environment = Map.of();

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${project.remotePluginRepositories}", readonly = true, required = true)
    private List<RemoteRepository> repositories;

    @Parameter(defaultValue = "${plugin.version}", readonly = true, required = true)
    private String version;

    private final RepositorySystem repositorySystem;
    private final ToolchainManager toolchains;

    AbstractRuntimeMojo(RepositorySystem repositorySystem, ToolchainManager toolchains) {
        this.repositorySystem = repositorySystem;
        this.toolchains = toolchains;
    }

    /** What the site file says; the build fails here, before anything is started, if there is something wrong with it. */
    final SiteDefinition readSite() throws MojoFailureException {
        return read(site.toPath());
    }

    /** What the control channel wants to be told, if anything. */
    final Optional<String> token(SiteDefinition definition) {
        return Optional.ofNullable(environment().getOrDefault(TOKEN, System.getenv(TOKEN)))
                .or(definition.control()::token);
    }

    /** The plugin's own version, and that of the simulator. */
    final String version() {
        return version;
    }

    final SiteRequest request(boolean randomPorts) {
        return new SiteRequest(
                site.toPath(),
                Optional.ofNullable(stepped),
                Optional.ofNullable(speed),
                randomPorts,
                jvmArguments,
                environment());
    }

    private Map<String, String> environment() {
        return EnvironmentVariables.of(environment, session.getUserProperties());
    }

    final String id() {
        return id;
    }

    final MavenSession session() {
        return session;
    }

    /** Without a project there is no build directory, and Maven leaves the expression as it is. */
    final SiteFiles files() {
        boolean unresolved = outputDirectory.getPath().contains("${");
        Path folder = unresolved ? directory().resolve("target/dertwin") : outputDirectory.toPath();
        return new SiteFiles(folder.toAbsolutePath(), id);
    }

    final JavaCommand javaCommand() throws MojoExecutionException {
        Path jar = RuntimeJar.resolve(repositorySystem, session.getRepositorySession(), repositories, version);
        return new JavaCommand(JavaCommand.java(toolchains, session), jar);
    }
}
