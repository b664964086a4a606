package io.dertwin.runtime.control.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request.
 *
 * @param method in capitals; {@code HEAD} arrives as {@code GET}
 * @param target what is asked for
 * @param headers by name in small letters
 * @param body empty if there is none
 * @param caller who asks
 */
public record Request(String method, Target target, Map<String, String> headers, byte[] body, Caller caller) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
}
