package io.dertwin.runtime.cli;

import io.dertwin.runtime.settings.InvalidFileException;
import java.io.PrintWriter;

/** What a command that did not succeed says to its user. */
final class Failure {

    private Failure() {}

    /** Prints what went wrong, and returns the exit code for it. */
    static int report(Exception failure, PrintWriter err) {
        if (failure instanceof InvalidFileException invalid) {
            invalid.problems().forEach(err::println);
            err.println(count(invalid.problems().size()));
            return Main.WRONG_USE;
        }
        err.println(failure.getMessage() == null ? failure.toString() : failure.getMessage());
        return Main.FAILED;
    }

    /** So many problems. */
    static String count(int problems) {
        return problems == 1 ? "1 problem" : problems + " problems";
    }
}
