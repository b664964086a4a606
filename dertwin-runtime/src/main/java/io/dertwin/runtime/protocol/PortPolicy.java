package io.dertwin.runtime.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where listeners really open: as the site file says, shifted, or wherever there is room. */
public sealed interface PortPolicy {

    /** The TCP port to bind in place of the configured one; 0 for any free one. */
    int tcp(int configured);

    /** The path to link a pseudo-terminal at in place of the configured one. */
    String serial(String configured);

    /** As the site file says. */
    static PortPolicy configured() {
        return new Shifted(0);
    }

    /** Every TCP port is this much higher than the site file says. */
    static PortPolicy shifted(int offset) {
        return new Shifted(offset);
    }

    /** Any free ports, so that any number of sites can run side by side. */
    static PortPolicy random() {
        return new Random();
    }

    /** Adds an offset to every port that is not 0. */
    record Shifted(int offset) implements PortPolicy {

        @Override
        public int tcp(int configured) {
            return configured == 0 ? 0 : configured + offset;
        }

        @Override
        public String serial(String configured) {
            return configured;
        }
    }

    /** Pseudo-terminals go to a folder of their own; a serial device that exists stays what it is. */
    record Random() implements PortPolicy {

        @Override
        public int tcp(int configured) {
            return 0;
        }

        @Override
        public String serial(String configured) {
            Path path = Path.of(configured);
            if (Files.exists(path) && !Files.isSymbolicLink(path)) {
                return configured;
            }
            try {
                return Files.createTempDirectory("dertwin-")
                        .resolve(path.getFileName())
                        .toString();
            } catch (IOException e) {
                throw new UncheckedIOException("no folder for the pseudo-terminal " + configured, e);
            }
        }
    }
}
