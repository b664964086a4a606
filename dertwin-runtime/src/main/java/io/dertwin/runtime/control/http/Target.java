package io.dertwin.runtime.control.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a request line asks for, decoded.
 *
 * @param segments the path between its slashes
 * @param query the parameters; each name once
 */
public record Target(List<String> segments, Map<String, String> query) {

    private static final String SCHEME = "http://";

    /**
     * Takes a request target apart. Dot segments and encoded slashes are refused rather than resolved: nobody who means
     * well sends them here.
     */
    static Target parse(String raw) {
        String origin = raw.substring(beginOfPath(raw));
        String written = isWholeAddress(raw) && !origin.startsWith("/") ? "/" + origin : origin;
        if (!written.startsWith("/") || written.indexOf('#') >= 0) {
            throw new HttpException(400, "the request target must be a path that begins with '/', without a fragment");
        }
        int mark = written.indexOf('?');
        String path = mark < 0 ? written : written.substring(0, mark);
        String query = mark < 0 ? "" : written.substring(mark + 1);
        return new Target(segments(path), parameters(query));
    }

    /** The host that a whole address names, which goes before what the header says. */
    static Optional<String> authority(String raw) {
        return isWholeAddress(raw) ? Optional.of(raw.substring(SCHEME.length(), beginOfPath(raw))) : Optional.empty();
    }

    /** Clients that take this server for a proxy send whole addresses. */
    private static boolean isWholeAddress(String raw) {
        return raw.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    private static int beginOfPath(String raw) {
        int begin = isWholeAddress(raw) ? SCHEME.length() : 0;
        while (begin > 0 && begin < raw.length() && "/?#".indexOf(raw.charAt(begin)) < 0) {
            begin++;
        }
        return begin;
    }

    /** The path as it would be written without encoding. */
    public String path() {
        return "/" + String.join("/", segments);
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String raw : path.substring(1).split("/", -1)) {
            String segment = decode(raw, false);
            if (segment.equals(".") || segment.equals("..") || segment.contains("/") || segment.contains("\\")) {
                throw new HttpException(400, "the path must not contain '.' or '..' segments or encoded slashes");
            }
            segments.add(segment);
        }
        return List.copyOf(segments);
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1), true);
            if (parameters.put(name, value) != null) {
                throw new HttpException(400, "the parameter '" + name + "' is given more than once");
            }
        }
        return parameters;
    }

    private static String decode(String raw, boolean plusIsSpace) {
        ByteBuffer bytes = ByteBuffer.allocate(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes.put((byte) hexByte(raw, i));
                i += 2;
            } else {
                bytes.put((byte) (plusIsSpace && c == '+' ? ' ' : c));
            }
        }
        String decoded = utf8(bytes.flip());
        if (decoded.chars().anyMatch(Character::isISOControl)) {
            throw new HttpException(400, "the request target contains an encoded control character");
        }
        return decoded;
    }

    private static int hexByte(String raw, int percent) {
        int high = percent + 2 < raw.length() ? Character.digit(raw.charAt(percent + 1), 16) : -1;
        int low = percent + 2 < raw.length() ? Character.digit(raw.charAt(percent + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw new HttpException(400, "the request target has a '%' that two hexadecimal digits do not follow");
        }
        return high << 4 | low;
    }

    private static String utf8(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new HttpException(400, "the request target is not UTF-8");
        }
    }
}
