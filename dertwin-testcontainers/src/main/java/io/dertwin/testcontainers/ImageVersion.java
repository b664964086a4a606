package io.dertwin.testcontainers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of the image that belongs to this library: its own. */
final class ImageVersion {

    private ImageVersion() {}

    static String text() {
        Properties properties = new Properties();
        try (InputStream file = ImageVersion.class.getResourceAsStream("image.properties")) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
