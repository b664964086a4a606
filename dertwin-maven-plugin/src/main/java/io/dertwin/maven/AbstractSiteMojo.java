package io.dertwin.maven;

import io.dertwin.runtime.settings.InvalidFileException;
import io.dertwin.runtime.site.SiteDefinition;
import io.dertwin.runtime.site.SiteReader;
import java.io.File;
import java.nio.file.Path;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** What every goal has: the ways to skip it. */
abstract class AbstractSiteMojo extends AbstractMojo {

    /** Skips this goal. */
    @Parameter(property = "dertwin.skip", defaultValue = "false")
    private boolean skip;

    /** Integration tests are skipped, and with them what they need. */
    @Parameter(property = "skipITs", defaultValue = "false")
    private boolean skipITs;

    /** Tests are skipped, and with them what they need. */
    @Parameter(property = "skipTests", defaultValue = "false")
    private boolean skipTests;

    /** Tests are not even compiled, and what they need is skipped with them. */
    @Parameter(property = "maven.test.skip", defaultValue = "false")
    private boolean skipTestCompilation;

    @Parameter(defaultValue = "${basedir}", readonly = true, required = true)
    private File basedir;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip || isSkippedWithTests() && (skipITs || skipTests || skipTestCompilation)) {
            getLog().info("DER Twin is skipped");
        } else {
            perform();
        }
    }

    abstract void perform() throws MojoExecutionException, MojoFailureException;

    /** Whether this goal is there for the tests' sake only. */
    boolean isSkippedWithTests() {
        return true;
    }

    /** The folder of the module; without a project the one where Maven was called. */
    final Path directory() {
        return basedir.toPath();
    }

    /** Reads a site file and the register maps it names; what is wrong with them fails the build, all of it at once. */
    final SiteDefinition read(Path site) throws MojoFailureException {
        try {
            return SiteReader.read(site, directory());
        } catch (InvalidFileException e) {
            throw new MojoFailureException(
                    "The site file cannot be used:" + System.lineSeparator() + e.getMessage(), e);
        }
    }
}
