package io.dertwin.runtime.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Reads JSON and YAML files into trees whose values know their line.
 *
 * <pre>{@code
 * Problems problems = new Problems();
 * Settings site = Settings.of("site.json", Documents.read(Path.of("site.json")), problems);
 * }</pre>
 *
 * <p>Files come from users, so any content is survived: what cannot be read ends in an {@link InvalidFileException} that says
 * what is wrong where, in little time and little memory.
 */
public final class Documents {

    /** No site file and no register map is near this size; what is larger was named by mistake. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    private Documents() {}

    /**
     * Reads a file; it is YAML if it ends in {@code .yaml} or {@code .yml}, JSON if it ends in {@code .json}, and otherwise
     * JSON if it starts with a bracket.
     *
     * @throws InvalidFileException if it cannot be read or understood
     */
    public static Node read(Path file) {
        String name = file.toString();
        if (!Files.exists(file)) {
            throw invalid(
                    name,
                    "there is no such file (looked for " + file.toAbsolutePath().normalize() + ")");
        }
        if (Files.isDirectory(file)) {
            throw invalid(name, "is a directory; name a file in it");
        }
        if (!Files.isRegularFile(file)) {
            throw invalid(name, "is not a regular file");
        }
        try (InputStream content = Files.newInputStream(file)) {
            refuseLarge(name, Files.size(file));
            return read(name, content);
        } catch (AccessDeniedException e) {
            throw invalid(name, "cannot be read: permission denied");
        } catch (FileSystemException e) {
            throw invalid(name, "cannot be read: " + e.getReason());
        } catch (IOException e) {
            throw invalid(name, "cannot be read: " + e.getMessage());
        }
    }

    /**
     * Reads what a stream holds, as if it stood in a file of that name.
     *
     * @throws InvalidFileException if it cannot be understood
     * @throws IOException if the stream fails
     */
    public static Node read(String fileName, InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(MAX_BYTES + 1);
        refuseLarge(fileName, bytes.length);
        return read(fileName, bytes);
    }

    /**
     * Reads bytes, as if they stood in a file of that name.
     *
     * @throws InvalidFileException if they cannot be understood
     */
    public static Node read(String fileName, byte[] content) {
        refuseLarge(fileName, content.length);
        String text = decode(fileName, content);
        if (text.isBlank()) {
            throw invalid(fileName, "is empty");
        }
        return isJson(fileName, text) ? JsonDocument.read(fileName, text) : YamlDocument.read(fileName, text);
    }

    private static void refuseLarge(String fileName, long bytes) {
        if (bytes > MAX_BYTES) {
            throw invalid(fileName, "is larger than 4 MB; is it a site file or a register map?");
        }
    }

    private static boolean isJson(String fileName, String text) {
        String name = fileName.toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return true;
        }
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return false;
        }
        char first = text.stripLeading().charAt(0);
        return first == '{' || first == '[';
    }

    private static String decode(String fileName, byte[] content) {
        if (startsWith(content, 0xFE, 0xFF) || startsWith(content, 0xFF, 0xFE)) {
            throw invalid(fileName, "is encoded as UTF-16; save it as UTF-8");
        }
        int start = startsWith(content, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        ByteBuffer bytes = ByteBuffer.wrap(content, start, content.length - start);
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(bytes, text, true);
        text.flip();
        int control = firstControlCharacter(text);
        if (control >= 0) {
            throw new InvalidFileException(
                    fileName,
                    lineAt(text, control),
                    String.format(
                            "holds the control character U+%04X; is it a text file?", (int) text.charAt(control)));
        }
        if (result.isError()) {
            throw new InvalidFileException(
                    fileName,
                    lineAt(text, text.length()),
                    String.format(
                            "is not UTF-8: byte 0x%02X at offset %d; is it a text file?",
                            bytes.get(bytes.position()), bytes.position()));
        }
        return text.toString();
    }

    private static boolean startsWith(byte[] content, int... start) {
        if (content.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if (content[i] != (byte) start[i]) {
                return false;
            }
        }
        return true;
    }

    private static int firstControlCharacter(CharBuffer text) {
        char[] characters = text.array();
        for (int i = 0; i < text.limit(); i++) {
            char c = characters[i];
            if (c < ' ' && c != '\n' && c != '\r' && c != '\t') {
                return i;
            }
        }
        return -1;
    }

    /** The line on which a character stands, from 1. */
    static int lineAt(CharSequence text, int index) {
        int line = 1;
        for (int i = 0; i < index; i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n')) {
                line++;
            }
        }
        return line;
    }

    private static InvalidFileException invalid(String fileName, String message) {
        return new InvalidFileException(fileName, 0, message);
    }
}
