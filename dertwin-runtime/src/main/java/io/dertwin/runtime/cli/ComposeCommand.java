package io.dertwin.runtime.cli;

import io.dertwin.runtime.protocol.RuntimeVersion;
import io.dertwin.runtime.site.ContainedSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code compose}: what Docker Compose needs to know to run a site. */
@Command(
        name = "compose",
        description = "Prints a docker-compose.yml that runs a site in a container.",
        mixinStandardHelpOptions = true)
final class ComposeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SITE", description = "The site file, JSON or YAML.")
    private Path siteFile;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "F",
            description = "Writes it to this file; its paths are relative to where it is.")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--image", paramLabel = "I", description = "The image, if not this version's own.")
    private String image = "dertwin/dertwin-runtime:" + RuntimeVersion.text();

    @Option(names = "--stepped", description = "The clock moves only when the control channel tells it to.")
    private boolean stepped;

    @Option(
            names = "--random-ports",
            description = "Any free ports of the host; docker-compose port dertwin N says which one N has.")
    private boolean randomPorts;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path folder = output.map(file -> file.toAbsolutePath().getParent())
                .orElse(Path.of("").toAbsolutePath());
        String text = new ComposeFile(ContainedSite.of(siteFile), folder, image, stepped, randomPorts).text();
        if (output.isPresent()) {
            Files.writeString(output.get(), text);
            spec.commandLine()
                    .getOut()
                    .println("Wrote " + output.get() + "; docker-compose up --detach starts the site");
        } else {
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
        }
        return 0;
    }
}
