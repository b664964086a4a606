package io.dertwin.maven;

import java.io.IOException;
import java.util.List;
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
 */
@Mojo(name = "run", requiresProject = false, threadSafe = true)
public final class RunMojo extends AbstractRuntimeMojo {

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
        readSite();
        SiteRequest request = request(randomPorts);
        List<String> arguments = request.arguments(
                List.of("--parent-pid", String.valueOf(ProcessHandle.current().pid())));
        ProcessBuilder builder = new ProcessBuilder(javaCommand().line(request.jvmArguments(), arguments)).inheritIO();
        builder.environment().putAll(request.environment());
        try {
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "dertwin-stop"));
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                throw new MojoFailureException("The simulator ended with exit code " + exitCode);
            }
        } catch (IOException e) {
            throw new MojoExecutionException("The simulator cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
