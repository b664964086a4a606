package io.dertwin.runtime.site;

/** A name that the site does not have; the message names the nearest one. */
public final class UnknownNameException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownNameException(String message) {
        super(message);
    }
}
