package io.dertwin.runtime.control.http;

/** A request that is answered with an error: what its sender did wrong, or why it cannot be done now. */
public final class HttpException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param detail what is wrong and what to do, for the one who sent the request */
    public HttpException(int status, String detail) {
        super(detail);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
