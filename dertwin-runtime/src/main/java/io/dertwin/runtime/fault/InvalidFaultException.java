package io.dertwin.runtime.fault;

/** A fault cannot be as it is wanted; none has been added. */
public final class InvalidFaultException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    InvalidFaultException(String message) {
        super(message);
    }
}
