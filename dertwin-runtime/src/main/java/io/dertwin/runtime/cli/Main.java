package io.dertwin.runtime.cli;

import io.dertwin.runtime.site.SiteReader;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * Entry point of {@code dertwin.jar}. Somebody waits for the site of a {@code run}, and the command line reader takes as long to
 * load as the site; so a plain {@code run} does without it.
 */
public final class Main {

    static final int FAILED = 1;
    static final int WRONG_USE = 2;

    private Main() {}

    public static void main(String[] arguments) {
        int exitCode = execute(withCommand(arguments));
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    /** Does what the arguments, a command first, ask for, and returns its exit code. */
    static int execute(String... arguments) {
        Optional<RunOptions> plainRun = PlainRun.read(arguments, System.getenv());
        return plainRun.isPresent()
                ? run(plainRun.get())
                : DerTwinCommand.commandLine().execute(arguments);
    }

    private static int run(RunOptions options) {
        beginLog();
        try {
            SiteProcess.live(SiteReader.read(options.site()), options);
            return 0;
        } catch (Exception e) {
            return Failure.report(e, DerTwinCommand.commandLine().getErr());
        }
    }

    /** A log takes as long to come up as a site file to be read; so it does beside it. */
    private static void beginLog() {
        Thread thread = new Thread(() -> LoggerFactory.getLogger("dertwin"), "dertwin-log");
        thread.setDaemon(true);
        thread.start();
    }

    /** Options without a command are those of {@code run}, as {@code dertwin -c site.json} has always meant. */
    static String[] withCommand(String[] arguments) {
        if (arguments.length == 0 && System.getenv("CONFIG_PATH") == null) {
            return arguments;
        }
        if (arguments.length > 0 && (!arguments[0].startsWith("-") || isOwnOption(arguments[0]))) {
            return arguments;
        }
        String[] completed = new String[arguments.length + 1];
        completed[0] = "run";
        System.arraycopy(arguments, 0, completed, 1, arguments.length);
        return completed;
    }

    private static boolean isOwnOption(String argument) {
        return switch (argument) {
            case "-h", "--help", "-V", "--version" -> true;
            default -> false;
        };
    }
}
