package io.dertwin.runtime.cli;

import io.dertwin.runtime.settings.InvalidFileException;
import io.dertwin.runtime.site.SiteDefinition;
import io.dertwin.runtime.site.SiteReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code validate}: says what is wrong with site files, and starts nothing. */
@Command(
        name = "validate",
        description = "Checks site files and the register maps they name; prints every problem; starts nothing.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SITE", arity = "1..*", description = "Site files, JSON or YAML.")
    private List<Path> files;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        int problems = 0;
        for (Path file : files) {
            try {
                SiteDefinition site = SiteReader.read(file);
                out.println(file + ": ok, site '" + site.name() + "' with " + devices(site));
            } catch (InvalidFileException e) {
                e.problems().forEach(err::println);
                problems += e.problems().size();
            }
        }
        if (problems > 0) {
            err.println(Failure.count(problems));
            return Main.WRONG_USE;
        }
        return 0;
    }

    private static String devices(SiteDefinition site) {
        int count = site.assets().size();
        return count == 1 ? "1 device" : count + " devices";
    }
}
