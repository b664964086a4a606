package io.dertwin.maven;

import java.io.File;
import java.io.IOException;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Stops the site that the goal {@code start} has started, and says in a line what happened on it. A site that did not live
 * until here fails the build, since what the tests saw of it then proves nothing.
 */
@Mojo(name = "stop", defaultPhase = LifecyclePhase.POST_INTEGRATION_TEST, threadSafe = true)
public final class StopMojo extends AbstractSiteMojo {

    /** The id under which the site was started. */
    @Parameter(property = "dertwin.id", defaultValue = "site")
    private String id;

    /** Where the site's log, endpoints and reports are. */
    @Parameter(property = "dertwin.outputDirectory", defaultValue = "${project.build.directory}/dertwin")
    private File outputDirectory;

    @Override
    void perform() throws MojoFailureException {
        Optional<RunningSites.Entry> site = RunningSites.of(getPluginContext()).remove(id);
        if (site.isPresent()) {
            stop(site.get());
        } else {
            getLog().info("No site '" + id + "' is running");
        }
    }

    private void stop(RunningSites.Entry entry) throws MojoFailureException {
        RunningSite site = entry.site();
        SiteFiles files = new SiteFiles(outputDirectory.toPath(), id);
        String subject = "Site '" + site.ready().siteName() + "'";
        Optional<String> ending = site.ending();
        if (ending.isPresent()) {
            entry.stop();
            throw new MojoFailureException(
                    subject + " " + ending.get() + " while the tests were running. " + LogTail.of(files.log()));
        }
        report(entry, files, subject);
        try {
            entry.stop().ifPresent(oddity -> getLog().warn(subject + " " + oddity));
        } catch (RuntimeException e) {
            getLog().warn(subject + " could not be stopped: " + e.getMessage());
        }
    }

    private void report(RunningSites.Entry entry, SiteFiles files, String subject) {
        try {
            SiteSummary summary = SiteSummary.of(entry.control());
            entry.control().download("/api/v1/report", files.report());
            SiteEvidence.collect(entry.control(), entry.site().ready(), files.evidence(), summary.simulatedSeconds());
            getLog().info(subject + ": " + summary + "; shown in " + files.report());
        } catch (IOException e) {
            getLog().warn(subject + " does not tell what happened on it: " + e.getMessage());
        }
    }
}
