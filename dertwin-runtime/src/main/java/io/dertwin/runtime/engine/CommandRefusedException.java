package io.dertwin.runtime.engine;

/** The device refuses a command; nothing has changed. */
public final class CommandRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean isForNow;

    CommandRefusedException(String message) {
        this(message, false);
    }

    private CommandRefusedException(String message, boolean isForNow) {
        super(message);
        this.isForNow = isForNow;
    }

    static CommandRefusedException forNow(String message) {
        return new CommandRefusedException(message, true);
    }

    /** Whether there is nothing wrong with the command, and the device may take it later. */
    public boolean isForNow() {
        return isForNow;
    }
}
