package io.dertwin.runtime.report;

import java.util.Optional;

/**
 * Something that somebody should look at.
 *
 * @param kind what sort of problem
 * @param device where; empty if at no device
 * @param title what, in a line
 * @param detail more about it; may be empty
 * @param hint what was probably meant
 * @param count how often
 * @param first when first, in simulated seconds
 * @param last when last
 */
record Problem(
        Kind kind,
        String device,
        String title,
        String detail,
        Optional<String> hint,
        long count,
        double first,
        double last) {

    /** Sorts of problems, the gravest first. */
    enum Kind {
        UNMAPPED("error"),
        REFUSED("error"),
        EXCEPTION("error"),
        UNANSWERED("error"),
        DROPPED("error"),
        IGNORED("warning"),
        CLAMPED("warning"),
        MISMATCH("warning"),
        LAPSE("warning"),
        INJECTED("note"),
        REPEATED("note");

        private final String severity;

        Kind(String severity) {
            this.severity = severity;
        }

        String severity() {
            return severity;
        }
    }
}
