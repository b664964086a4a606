package io.dertwin.client;

/** A site does not put so much into one answer. */
final class TooMuchException extends DerTwinException {

    private static final long serialVersionUID = 1L;

    TooMuchException(String message) {
        super(message);
    }
}
