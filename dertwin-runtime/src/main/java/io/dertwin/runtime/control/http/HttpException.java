package io.dertwin.runtime.control.http;

import java.util.Map;

/** A request that is answered with an error: what its sender did wrong, or why it cannot be done now. */
public final class HttpException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Map<String, String> headers;

    /** @param detail what is wrong and what to do, for the one who sent the request */
    public HttpException(int status, String detail) {
        this(status, detail, Map.of());
    }

    /** @param headers what the answer must say besides */
    public HttpException(int status, String detail, Map<String, String> headers) {
        super(detail);
        this.status = status;
        this.headers = Map.copyOf(headers);
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
