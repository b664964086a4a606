package io.dertwin.runtime.control.http;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What answers requests. Safe for use by any thread. */
public interface Service {

    /**
     * Looks at a request before its body is read. Called on the server's one thread, so it must be short.
     *
     * @return the answer to one that is refused anyway; its connection is closed
     */
    Optional<Response> refuse(Request head);

    /** Answers a request; may take its time on the calling thread, or answer later. */
    CompletionStage<? extends Reply> answer(Request request);

    /** The answer to something that is no request, or that could not be answered. */
    Response error(HttpException problem);
}
