package io.dertwin.runtime.environment;

/** There are as many events as there can be; none has been added. */
public final class TooManyEventsException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    TooManyEventsException(String message) {
        super(message);
    }
}
