package io.dertwin.runtime.cli;

import io.dertwin.runtime.site.SiteReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run}: runs a site until it is told to stop. */
@Command(name = "run", description = "Runs a site until SIGTERM or Ctrl-C.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "SITE",
            required = true,
            defaultValue = "${env:CONFIG_PATH}",
            description = "The site file, JSON or YAML (environment: CONFIG_PATH).")
    private Path siteFile;

    @Option(
            names = "--stepped",
            description = "The clock moves only when the control channel tells it to (environment: DERTWIN_STEPPED).")
    private boolean stepped;

    @Option(
            names = "--real-time",
            description = "The clock follows wall time, whatever the site file or DERTWIN_STEPPED says.")
    private boolean realTime;

    @Option(names = "--speed", paramLabel = "X", description = "Simulated seconds per wall second.")
    private Optional<Double> speed = Optional.empty();

    @Option(
            names = "--control-port",
            paramLabel = "N",
            defaultValue = "${env:DERTWIN_CONTROL_PORT}",
            description = "Port of the control channel, 0 for any free one (environment: DERTWIN_CONTROL_PORT).")
    private Optional<Integer> controlPort;

    @Option(
            names = "--control-bind",
            paramLabel = "A",
            defaultValue = "${env:DERTWIN_CONTROL_BIND}",
            description = "Address the control channel listens on (environment: DERTWIN_CONTROL_BIND).")
    private Optional<String> controlBind;

    @ArgGroup
    private Ports ports = new Ports();

    @Option(names = "--parent-pid", paramLabel = "PID", description = "Ends when this process is gone.")
    private Optional<Long> parentPid = Optional.empty();

    @Option(names = "--until-stdin-closes", description = "Ends when standard input is at its end.")
    private boolean untilStdinCloses;

    @Option(names = "--max-lifetime", paramLabel = "D", description = "Ends after this long, for example PT2H.")
    private Optional<Duration> maxLifetime = Optional.empty();

    @Option(
            names = "--bind",
            paramLabel = "A",
            defaultValue = "${env:DERTWIN_BIND}",
            description =
                    "Address the devices listen on in place of those in the site file (environment: DERTWIN_BIND).")
    private Optional<String> bind;

    @Option(
            names = "--ready-file",
            paramLabel = "F",
            defaultValue = "${env:DERTWIN_READY_FILE}",
            description = "Appears, with all endpoints, once everything is up (environment: DERTWIN_READY_FILE).")
    private Optional<Path> readyFile;

    @Option(
            names = "--report",
            paramLabel = "F",
            description = "Writes a page that shows what happened, when the site ends.")
    private Optional<Path> report = Optional.empty();

    @Option(
            names = "--record",
            paramLabel = "F",
            description = "Writes all values to a CSV file, a line for each second of simulated time.")
    private Optional<Path> recording = Optional.empty();

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        RunOptions options = options(System.getenv());
        SiteProcess.live(SiteReader.read(options.site()), options);
        return 0;
    }

    /** @throws CommandLine.ParameterException if a variable of the environment says something impossible */
    RunOptions options(Map<String, String> environment) {
        try {
            return read(environment);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private RunOptions read(Map<String, String> environment) {
        return new RunOptions(
                siteFile,
                new RunOptions.Clock(
                        stepped || RunOptions.isSteppedBy(environment.get("DERTWIN_STEPPED")), realTime, speed),
                new RunOptions.Places(
                        RunOptions.ports(ports.random, ports.offset, environment.get("RTU_BRIDGE_BASE_PORT"), bind),
                        controlPort,
                        controlBind),
                readyFile,
                new Keepsakes(report, recording),
                new OwnerWatch(parentPid, untilStdinCloses, maxLifetime));
    }

    /** Where the site's ports go. */
    static final class Ports {

        @Option(names = "--port-offset", paramLabel = "N", description = "Adds N to every port of the site file.")
        private int offset;

        @Option(names = "--random-ports", description = "Any free ports in place of the configured ones.")
        private boolean random;
    }
}
