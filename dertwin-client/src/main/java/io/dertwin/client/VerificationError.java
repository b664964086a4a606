package io.dertwin.client;

/** What was expected of the EMS has not happened; the message says what has, nearest first. */
public final class VerificationError extends AssertionError {

    private static final long serialVersionUID = 1L;

    VerificationError(String message) {
        super(message);
    }
}
