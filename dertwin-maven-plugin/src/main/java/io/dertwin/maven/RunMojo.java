package io.dertwin.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/**
 * Runs a site in the foreground until Ctrl-C, on the ports that its file says.
 *
 * <pre>{@code mvn dertwin:run -Ddertwin.site=site.json}</pre>
 *
 * <p>While it runs, tests that are started from an IDE find it with {@code DerTwinClient.fromBuild()}.
 */
@Mojo(name = "run", requiresProject = false, threadSafe = true)
public final class RunMojo extends AbstractRuntimeMojo {

    private static final long POLL_MILLIS = 50;

    /** Any free ports in place of those in the site file. */
    @Parameter(property = "dertwin.randomPorts", defaultValue = "false")
    private boolean randomPorts;

    @Inject
    RunMojo(RepositorySystem repositorySystem, ToolchainManager toolchains) {
        super(repositorySystem, toolchains);
    }

    @Override
    boolean isSkippedWithTests() {
        return false;
    }

    @Override
    void perform() throws MojoExecutionException, MojoFailureException {
        Optional<String> token = token(readSite());
        SiteFiles files = files();
        try {
            Files.createDirectories(files.folder());
            files.clearReadiness();
            Process process = start(files);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, files), "dertwin-stop"));
            exportOnceReady(process, files, token);
            int exitCode = process.waitFor();
            files.clearEndpoints();
            if (exitCode != 0) {
                throw new MojoFailureException("The simulator ended with exit code " + exitCode);
            }
        } catch (IOException e) {
            throw new MojoExecutionException("The simulator cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Process start(SiteFiles files) throws MojoExecutionException, IOException {
        SiteRequest request = request(randomPorts);
        List<String> arguments = request.arguments(List.of(
                "--ready-file",
                files.ready().toString(),
                "--parent-pid",
                String.valueOf(ProcessHandle.current().pid())));
        ProcessBuilder builder = new ProcessBuilder(javaCommand().line(request.jvmArguments(), arguments))
                .directory(directory().toFile())
                .inheritIO();
        builder.environment().putAll(request.environment());
        return builder.start();
    }

    private static void exportOnceReady(Process process, SiteFiles files, Optional<String> token)
            throws IOException, InterruptedException {
        while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            if (Files.exists(files.ready())) {
                ReadySite ready = ReadySite.parse(Files.readString(files.ready()));
                ExportedProperties.of(ready, token).writeTo(files.properties());
                return;
            }
        }
    }

    /** On Ctrl-C. */
    private static void end(Process process, SiteFiles files) {
        process.destroy();
        try {
            files.clearEndpoints();
        } catch (IOException e) {
            // the next run will
        }
    }
}
