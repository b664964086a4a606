package io.dertwin.runtime.control.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a request line asks for, decoded.
 *
 * @param segments the path between its slashes
 * @param query the parameters; each name once
 */
public record Target(List<String> segments, Map<String, String> query) {

    /**
     * Takes a request target apart. Dot segments and encoded slashes are refused rather than resolved: nobody who means
     * well sends them here.
     */
    static Target parse(String raw) {
        String origin = raw.startsWith("http://") ? withoutAuthority(raw) : raw;
        if (!origin.startsWith("/")) {
            throw new HttpException(400, "the request target must be a path that begins with '/'");
        }
        int mark = origin.indexOf('?');
        String path = mark < 0 ? origin : origin.substring(0, mark);
        String query = mark < 0 ? "" : origin.substring(mark + 1);
        return new Target(segments(path), parameters(query));
    }

    /** Clients that take this server for a proxy send whole addresses. */
    private static String withoutAuthority(String raw) {
        int slash = raw.indexOf('/', "http://".length());
        return slash < 0 ? "/" : raw.substring(slash);
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
