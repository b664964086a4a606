package io.dertwin.runtime.settings;

/**
 * Something wrong in a file.
 *
 * @param file the file as the user named it
 * @param line line in the file, from 1; 0 if the whole file is meant
 * @param path where in the file, for example {@code assets[2].protocols[0].port}; may be empty
 * @param message what is wrong and what to do
 */
public record Problem(String file, int line, String path, String message) {

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) {
            text.append(':').append(line);
        }
        text.append(": ");
        if (!path.isEmpty()) {
            text.append(path).append(": ");
        }
        return text.append(message).toString();
    }
}
