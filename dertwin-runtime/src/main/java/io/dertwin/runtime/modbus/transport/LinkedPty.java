package io.dertwin.runtime.modbus.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pseudo-terminal with the link by which clients find it. */
final class LinkedPty implements LinePort {

    private static final Logger LOG = LoggerFactory.getLogger(LinkedPty.class);

    private final Pty pty;
    private final PtyLink link;

    private LinkedPty(Pty pty, PtyLink link) {
        this.pty = pty;
        this.link = link;
    }

    static LinkedPty open(Path path) throws IOException {
        PtyLink link = PtyLink.claim(path);
        try {
            LinkedPty linked = new LinkedPty(Pty.open(), link);
            linked.pointToPty();
            return linked;
        } catch (IOException | RuntimeException | LinkageError e) {
            link.remove();
            throw e;
        }
    }

    private void pointToPty() throws IOException {
        try {
            link.pointTo(pty.device());
        } catch (IOException e) {
            pty.close();
            throw e;
        }
    }

    @Override
    public int read(ByteBuffer into, long patienceNanos) throws IOException {
        return pty.read(into, patienceNanos);
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        return pty.write(bytes);
    }

    @Override
    public void discardUnread() {
        pty.discardUnread();
    }

    @Override
    public void wake() {
        pty.wake();
    }

    @Override
    public void close() {
        try {
            link.remove();
        } catch (IOException e) {
            LOG.warn("The link of a pseudo-terminal could not be removed: {}", e.getMessage());
        }
        pty.close();
    }
}
