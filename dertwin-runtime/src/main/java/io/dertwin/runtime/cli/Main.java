package io.dertwin.runtime.cli;

import io.dertwin.runtime.settings.InvalidFileException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of {@code dertwin.jar}. */
@Command(
        name = "dertwin",
        description = "Simulated energy hardware: batteries, PV inverters, CHP units and meters that speak Modbus.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {RunCommand.class, ValidateCommand.class, RegistersCommand.class, RehearseCommand.class})
public final class Main implements Runnable {

    static final int FAILED = 1;
    static final int WRONG_USE = 2;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        int exitCode = execute(withCommand(arguments));
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    /** Does what the arguments, a command first, ask for, and returns its exit code. */
    static int execute(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.setExecutionExceptionHandler(Main::report);
        return commandLine;
    }

    /** Options without a command are those of {@code run}, as {@code dertwin -c site.json} has always meant. */
    static String[] withCommand(String[] arguments) {
        List<String> own = List.of("-h", "--help", "-V", "--version");
        if (arguments.length == 0 && System.getenv("CONFIG_PATH") == null) {
            return arguments;
        }
        if (arguments.length > 0 && (!arguments[0].startsWith("-") || own.contains(arguments[0]))) {
            return arguments;
        }
        String[] completed = new String[arguments.length + 1];
        completed[0] = "run";
        System.arraycopy(arguments, 0, completed, 1, arguments.length);
        return completed;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "which command?");
    }

    private static int report(Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
        if (failure instanceof InvalidFileException invalid) {
            invalid.problems().forEach(problem -> commandLine.getErr().println(problem));
            commandLine.getErr().println(count(invalid.problems().size()));
            return WRONG_USE;
        }
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        commandLine.getErr().println(message);
        return FAILED;
    }

    static String count(int problems) {
        return problems == 1 ? "1 problem" : problems + " problems";
    }
}
