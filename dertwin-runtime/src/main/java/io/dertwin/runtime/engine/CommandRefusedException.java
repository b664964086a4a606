package io.dertwin.runtime.engine;

/** The device refuses a command's value; nothing has changed. */
public final class CommandRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    CommandRefusedException(String message) {
        super(message);
    }
}
