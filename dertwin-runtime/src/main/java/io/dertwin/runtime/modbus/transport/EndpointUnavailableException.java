package io.dertwin.runtime.modbus.transport;

/** A TCP port or serial line could not be opened; the message says which, why, and what to do. */
public final class EndpointUnavailableException extends RuntimeException {

    EndpointUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
