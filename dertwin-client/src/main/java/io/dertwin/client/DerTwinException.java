package io.dertwin.client;

/** A site could not do what it was asked to; the message says what, where and what to do. */
public class DerTwinException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With what is wrong, where, and what to do. */
    public DerTwinException(String message) {
        super(message);
    }

    /** With what is wrong, and what brought that about. */
    public DerTwinException(String message, Throwable cause) {
        super(message, cause);
    }
}
