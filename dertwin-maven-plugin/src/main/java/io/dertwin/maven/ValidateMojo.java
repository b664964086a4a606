package io.dertwin.maven;

import io.dertwin.runtime.settings.InvalidFileException;
import io.dertwin.runtime.site.SiteDefinition;
import io.dertwin.runtime.site.SiteReader;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Checks site files and the register maps they name, and starts nothing. */
@Mojo(name = "validate", defaultPhase = LifecyclePhase.VALIDATE, requiresProject = false, threadSafe = true)
public final class ValidateMojo extends AbstractSiteMojo {

    /** The site file, JSON or YAML. */
    @Parameter(property = "dertwin.site")
    private File site;

    /** Further site files. */
    @Parameter(property = "dertwin.sites")
    private List<File> sites = List.of();

    @Override
    void perform() throws MojoFailureException {
        List<File> files = new ArrayList<>(sites);
        if (site != null) {
            files.add(0, site);
        }
        if (files.isEmpty()) {
            throw new MojoFailureException(
                    "There is no site file to check: name one with <site>, or several with <sites>.");
        }
        List<String> problems = new ArrayList<>();
        for (File file : files) {
            check(file, problems);
        }
        if (!problems.isEmpty()) {
            throw new MojoFailureException(problemCount(problems.size())
                    + System.lineSeparator()
                    + String.join(System.lineSeparator(), problems));
        }
    }

    private void check(File file, List<String> problems) {
        try {
            SiteDefinition definition = SiteReader.read(file.toPath(), directory());
            getLog().info(file + ": ok, site '" + definition.name() + "'");
        } catch (InvalidFileException e) {
            e.problems().forEach(problem -> problems.add(problem.toString()));
        }
    }

    private static String problemCount(int count) {
        return count == 1 ? "1 problem:" : count + " problems:";
    }
}
