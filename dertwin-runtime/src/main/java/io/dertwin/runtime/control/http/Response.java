package io.dertwin.runtime.control.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer that is complete.
 *
 * @param contentType empty if there is no body
 * @param headers further headers
 */
public record Response(int status, String contentType, Map<String, String> headers, byte[] body) implements Reply {

    public static Response of(int status, String contentType, byte[] body) {
        return new Response(status, contentType, Map.of(), body);
    }

    public static Response of(int status, String contentType, String body) {
        return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Done, and there is nothing to say about it. */
    public static Response noContent() {
        return of(204, "", new byte[0]);
    }

    public Response with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Response(status, contentType, more, body);
    }
}
