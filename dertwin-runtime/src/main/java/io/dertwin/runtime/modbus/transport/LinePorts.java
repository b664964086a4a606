package io.dertwin.runtime.modbus.transport;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what kind of line a path stands for, and opens it. */
final class LinePorts {

    private static final Logger LOG = LoggerFactory.getLogger(LinePorts.class);

    private LinePorts() {}

    /**
     * Opens the serial device at the path if there is one; otherwise a pseudo-terminal that is linked there. A device that
     * is gone for a while is waited for, not replaced.
     */
    static LinePort.Opener opener(Path path, SerialSettings settings) throws IOException {
        LinePort.Opener opener = isSerialDevice(path) ? () -> SerialDevice.open(path, settings) : () -> pty(path);
        return () -> explaining(opener);
    }

    /** On a read-only file system there can be no link; the line is there all the same, and so is its bridge. */
    private static LinePort pty(Path path) throws IOException {
        if (!isReadOnly(path.toAbsolutePath().getParent())) {
            return LinkedPty.open(path);
        }
        Pty pty = Pty.open();
        LOG.warn(
                "{} is on a read-only file system: clients find this serial line at {}, or at its bridge",
                path,
                pty.device());
        return pty;
    }

    private static boolean isReadOnly(Path folder) throws IOException {
        return folder != null
                && Files.isDirectory(folder)
                && Files.getFileStore(folder).isReadOnly();
    }

    private static LinePort explaining(LinePort.Opener opener) throws IOException {
        try {
            return opener.open();
        } catch (AccessDeniedException e) {
            throw new IOException(
                    "there is no serial device at this path, and no permission to link a pseudo-terminal there;"
                            + " plug the device in, or choose a path in a folder that you may write to",
                    e);
        } catch (LinkageError e) {
            throw new IOException(
                    "the native library for serial lines cannot be loaded (" + e.getMessage()
                            + "); see that the folder for temporary files allows programs to run",
                    e);
        }
    }

    private static boolean isSerialDevice(Path path) throws IOException {
        if (path.toString().toUpperCase(Locale.ROOT).matches("(\\\\\\\\\\.\\\\)?COM\\d+")) {
            return true;
        }
        return Files.exists(path)
                && Files.readAttributes(path, BasicFileAttributes.class).isOther()
                && !PtyLink.isOurs(path);
    }

    static EndpointUnavailableException unavailable(Path path, IOException cause) {
        String message = "cannot open " + path + " for modbus_rtu: " + cause.getMessage();
        return new EndpointUnavailableException(message, cause);
    }
}
