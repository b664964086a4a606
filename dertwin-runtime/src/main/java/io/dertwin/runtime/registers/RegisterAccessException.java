package io.dertwin.runtime.registers;

/** An access that a device answers with a Modbus exception; nothing has changed. */
public final class RegisterAccessException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why the access is refused. */
    public enum Reason {
        /** An address is not there: exception 02. */
        ADDRESS,
        /** A value is not taken: exception 03. */
        VALUE,
        /** The device has too much to do: exception 06. */
        BUSY
    }

    private final Reason reason;

    public RegisterAccessException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
