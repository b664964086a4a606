package io.dertwin.runtime.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line as picocli reads it. */
@Command(
        name = "dertwin",
        description = "Simulated energy hardware: batteries, PV inverters, CHP units and meters that speak Modbus.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            ValidateCommand.class,
            RegistersCommand.class,
            ComposeCommand.class,
            ArchiveCommand.class,
            RehearseCommand.class
        })
final class DerTwinCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new DerTwinCommand());
        commandLine.setExecutionExceptionHandler(DerTwinCommand::report);
        return commandLine;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "which command?");
    }

    private static int report(Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
        return Failure.report(failure, commandLine.getErr());
    }
}
