package io.dertwin.maven;

import org.apache.maven.plugin.MojoExecutionException;

/** A place where sites can run. */
interface Backend {

    /** Starts a site, whose output goes to its log, and returns once it is ready. */
    RunningSite start(SiteRequest request, SiteFiles files, Limits limits) throws MojoExecutionException;
}
