package io.dertwin.runtime.control.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads requests from the bytes of a connection, however these are cut into pieces. Holds no more than the limits allow,
 * and refuses what RFC 9112 calls malformed; where it lets a server choose, this one refuses too, for what two readers
 * understand differently is how requests are smuggled past one of them. One object reads one request after the other.
 */
final class RequestReader {

    private static final int LONGEST_CHUNK_LINE = 256;
    private static final Pattern CHUNK_LINE = Pattern.compile("([0-9a-fA-F]{1,8})([ \\t]*;[\\t\\x20-\\x7e]*)?");
    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9._~!$&'()*+,;=%-]*|\\[[0-9A-Fa-f:.]+(%25[A-Za-z0-9._~-]+)?])(:\\d{0,5})?");

    private enum Stage {
        REQUEST_LINE,
        HEADERS,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILERS,
        COMPLETE
    }

    /** A request up to its body. */
    record Head(String method, Target target, boolean oldVersion, Map<String, String> headers) {

        boolean keepsConnection() {
            String wish = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
            return !oldVersion && !wish.contains("close");
        }

        boolean wantsBody() {
            return !method.equals("HEAD");
        }

        boolean expectsContinue() {
            return !oldVersion && headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue");
        }
    }

    private final HttpLimits limits;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private Stage stage = Stage.REQUEST_LINE;
    private boolean lineReturned;
    private int headBytes;
    private String method;
    private String rawTarget;
    private boolean oldVersion;
    private Map<String, String> headers = new LinkedHashMap<>();
    private Head head;
    private ByteArrayOutputStream body = new ByteArrayOutputStream(0);
    private long missing;

    RequestReader(HttpLimits limits) {
        this.limits = limits;
    }

    /**
     * Takes from {@code in} what belongs to the request.
     *
     * @return whether the request's head has just become complete, or the whole request: ask {@link #isComplete()}
     */
    boolean read(ByteBuffer in) {
        boolean headKnown = head != null;
        while (in.hasRemaining() && stage != Stage.COMPLETE) {
            switch (stage) {
                case BODY, CHUNK -> takeBody(in);
                default -> takeLine(in);
            }
            if (!headKnown && head != null) {
                return true;
            }
        }
        return stage == Stage.COMPLETE;
    }

    boolean isComplete() {
        return stage == Stage.COMPLETE;
    }

    /** Whether a request has begun to arrive. */
    boolean hasBegun() {
        return stage != Stage.REQUEST_LINE || line.size() > 0;
    }

    /** The head of the request being read, once it is known. */
    Optional<Head> head() {
        return Optional.ofNullable(head);
    }

    int bodyBytes() {
        return body.size();
    }

    /** The body of a complete request, which is not kept any longer. */
    byte[] takeBody() {
        byte[] taken = body.toByteArray();
        body = new ByteArrayOutputStream(0);
        return taken;
    }

    /** Gets ready for the next request. */
    void reset() {
        stage = Stage.REQUEST_LINE;
        headBytes = 0;
        line.reset();
        lineReturned = false;
        headers = new LinkedHashMap<>();
        head = null;
        body = new ByteArrayOutputStream(0);
    }

    private void takeLine(ByteBuffer in) {
        while (in.hasRemaining()) {
            byte next = in.get();
            if (lineReturned != (next == '\n')) {
                throw new HttpException(400, "a line must end with CR and LF, and neither may stand anywhere else");
            }
            if (lineReturned) {
                lineReturned = false;
                String text = line.toString(StandardCharsets.ISO_8859_1);
                line.reset();
                lineEnded(text);
                return;
            }
            lineReturned = next == '\r';
            if (!lineReturned) {
                line.write(next);
            }
            checkLength();
        }
    }

    private void checkLength() {
        boolean inHead = stage == Stage.REQUEST_LINE || stage == Stage.HEADERS;
        headBytes++;
        if (inHead && headBytes > limits.headBytes()) {
            throw stage == Stage.REQUEST_LINE
                    ? new HttpException(414, "the request line must be at most " + limits.headBytes() + " bytes long")
                    : new HttpException(431, "the headers must be at most " + limits.headBytes() + " bytes long");
        }
        if (!inHead && line.size() > LONGEST_CHUNK_LINE) {
            throw new HttpException(400, "a line between the chunks of the body is too long");
        }
    }

    private void lineEnded(String text) {
        switch (stage) {
            case REQUEST_LINE -> requestLine(text);
            case HEADERS -> headerLine(text);
            case CHUNK_SIZE -> chunkSize(text);
            case CHUNK_END -> chunkEnd(text);
            default -> trailerLine(text);
        }
    }

    private void requestLine(String text) {
        if (text.isEmpty()) {
            return;
        }
        String[] parts = text.split(" ", -1);
        if (parts.length != 3 || !isToken(parts[0]) || !isVisible(parts[1])) {
            throw new HttpException(400, "the request line must be 'METHOD /path HTTP/1.1'");
        }
        if (!parts[2].matches("HTTP/1\\.[01]")) {
            throw parts[2].matches("HTTP/\\d(\\.\\d)?")
                    ? new HttpException(505, "this server speaks HTTP/1.1")
                    : new HttpException(400, "the request line must be 'METHOD /path HTTP/1.1'");
        }
        method = parts[0];
        rawTarget = parts[1];
        oldVersion = parts[2].endsWith("0");
        stage = Stage.HEADERS;
    }

    private void headerLine(String text) {
        if (text.isEmpty()) {
            headEnded();
            return;
        }
        int colon = text.indexOf(':');
        if (colon < 1 || !isToken(text.substring(0, colon))) {
            throw new HttpException(400, "a header must be 'Name: value'");
        }
        String name = text.substring(0, colon).toLowerCase(Locale.ROOT);
        String value = trimmed(text.substring(colon + 1));
        if (value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7F)) {
            throw new HttpException(400, "the header '" + name + "' contains a control character");
        }
        headers.merge(name, value, (one, other) -> join(name, one, other));
    }

    /** Without the blanks and tabs around it, and these alone: other readers take other white space for a part of it. */
    private static String trimmed(String value) {
        int begin = 0;
        int end = value.length();
        while (begin < end && isBlank(value.charAt(begin))) {
            begin++;
        }
        while (end > begin && isBlank(value.charAt(end - 1))) {
            end--;
        }
        return value.substring(begin, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static String join(String name, String one, String other) {
        if (name.equals("host") || name.equals("content-length") || name.equals("authorization")) {
            throw new HttpException(400, "the header '" + name + "' is given more than once");
        }
        return one + ", " + other;
    }

    private void headEnded() {
        Target target = Target.parse(rawTarget);
        Target.authority(rawTarget).ifPresent(authority -> headers.put("host", authority));
        checkHost();
        head = new Head(method, target, oldVersion, headers);
        String encoding = headers.get("transfer-encoding");
        String length = headers.get("content-length");
        if (encoding != null) {
            checkEncoding(encoding, length != null);
            stage = Stage.CHUNK_SIZE;
        } else {
            expectBody(length == null ? 0 : contentLength(length));
        }
    }

    private void checkHost() {
        if (!oldVersion && !headers.containsKey("host")) {
            throw new HttpException(400, "the header 'host' is missing");
        }
        if (!HOST.matcher(headers.getOrDefault("host", "")).matches()) {
            throw new HttpException(400, "the host must be a name or an address, with a port or without");
        }
    }

    private void checkEncoding(String encoding, boolean hasLength) {
        if (hasLength) {
            throw new HttpException(400, "a body has either a 'content-length' or a 'transfer-encoding'");
        }
        if (oldVersion) {
            throw new HttpException(400, "HTTP/1.0 has no 'transfer-encoding': send a 'content-length'");
        }
        if (!encoding.equalsIgnoreCase("chunked")) {
            boolean hasEnd = encoding.toLowerCase(Locale.ROOT).matches("((?!chunked).)*,[ \t]*chunked");
            throw new HttpException(
                    hasEnd ? 501 : 400, "the only transfer encoding this server knows is 'chunked', and that once");
        }
    }

    private void expectBody(long length) {
        checkBody(length);
        missing = length;
        body = new ByteArrayOutputStream((int) Math.min(length, 8192));
        stage = length == 0 ? Stage.COMPLETE : Stage.BODY;
    }

    private static long contentLength(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw new HttpException(400, "the header 'content-length' must be a number of bytes");
        }
        return Long.parseLong(text);
    }

    private void chunkSize(String text) {
        Matcher line = CHUNK_LINE.matcher(text);
        if (!line.matches()) {
            throw new HttpException(400, "a chunk of the body must begin with its size in hexadecimal digits");
        }
        missing = Long.parseLong(line.group(1), 16);
        checkBody(body.size() + missing);
        headBytes = 0;
        stage = missing == 0 ? Stage.TRAILERS : Stage.CHUNK;
    }

    private void chunkEnd(String text) {
        if (!text.isEmpty()) {
            throw new HttpException(400, "a chunk of the body is longer than its size says");
        }
        stage = Stage.CHUNK_SIZE;
    }

    private void trailerLine(String text) {
        if (text.isEmpty()) {
            stage = Stage.COMPLETE;
        } else if (headBytes > limits.headBytes()) {
            throw new HttpException(431, "the trailers must be at most " + limits.headBytes() + " bytes long");
        }
    }

    private void takeBody(ByteBuffer in) {
        int count = (int) Math.min(missing, in.remaining());
        byte[] part = new byte[count];
        in.get(part);
        body.write(part, 0, count);
        missing -= count;
        if (missing == 0) {
            stage = stage == Stage.BODY ? Stage.COMPLETE : Stage.CHUNK_END;
        }
    }

    private void checkBody(long length) {
        if (length > limits.bodyBytes()) {
            throw new HttpException(413, "the body must be at most " + limits.bodyBytes() + " bytes long");
        }
    }

    private static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(RequestReader::isTokenCharacter);
    }

    private static boolean isTokenCharacter(int c) {
        return c >= '0' && c <= '9'
                || c >= 'A' && c <= 'Z'
                || c >= 'a' && c <= 'z'
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    private static boolean isVisible(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }
}
