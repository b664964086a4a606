package io.dertwin.runtime.control;

import io.dertwin.runtime.control.http.HttpException;
import io.dertwin.runtime.control.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Who may use the control channel. With a token, those who have it. And never a web page that happens to be open on the
 * same machine: browsers name the page's origin, and cannot send JSON across origins unless they are told that they may,
 * which nobody tells them here.
 */
final class Guard {

    private final Optional<String> token;
    private final boolean onLoopback;

    /** @param onLoopback whether only this machine can reach the channel at all */
    Guard(Optional<String> token, boolean onLoopback) {
        this.token = token;
        this.onLoopback = onLoopback;
    }

    /**
     * @param isOpen whether the request needs no token
     * @throws HttpException saying why the request is turned away
     */
    void check(Request request, boolean isOpen) {
        checkHost(request);
        checkOrigin(request);
        if (token.isPresent() && !isOpen && !carriesToken(request)) {
            throw new HttpException(
                    401,
                    "a token is set: send it as 'Authorization: Bearer <token>'",
                    Map.of("WWW-Authenticate", "Bearer"));
        }
        checkContentType(request);
    }

    private boolean carriesToken(Request request) {
        String expected = "Bearer " + token.orElseThrow();
        String given = request.header("authorization").orElse("");
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A public name that resolves to this machine is how a web page gets round its own origin. */
    private void checkHost(Request request) {
        String host = request.header("host").map(Guard::withoutPort).orElse("localhost");
        if (onLoopback && token.isEmpty() && host.contains(".") && !isAddressOrLocal(host)) {
            throw new HttpException(
                    421,
                    "the control channel is bound to this machine and has no token: call it by address or as localhost,"
                            + " not as '" + host + "'");
        }
    }

    private static boolean isAddressOrLocal(String host) {
        return host.matches("[0-9.]+|\\[[0-9a-f:.]+]|.*\\.localhost");
    }

    private static void checkOrigin(Request request) {
        Optional<String> origin = request.header("origin");
        String own = "http://" + request.header("host").orElse("");
        if (origin.isPresent() && !origin.get().equalsIgnoreCase(own)) {
            throw new HttpException(403, "web pages of other origins may not use the control channel");
        }
    }

    private static void checkContentType(Request request) {
        boolean hasBody = request.header("transfer-encoding").isPresent()
                || !request.header("content-length").orElse("0").equals("0");
        String type = request.header("content-type").orElse("");
        if (hasBody && !mediaType(type).equals(Json.CONTENT_TYPE)) {
            throw new HttpException(
                    415, "the body must be JSON, with 'Content-Type: application/json'" + instead(type));
        }
    }

    private static String instead(String type) {
        return type.isEmpty() ? "" : ", but is '" + type + "'";
    }

    private static String mediaType(String type) {
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    private static String withoutPort(String authority) {
        return authority.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
    }
}
