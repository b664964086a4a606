package io.dertwin.runtime.modbus.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The symbolic link by which clients find a pseudo-terminal. Beside it lies a hidden file that is locked for as long as the
 * link is served and says where the link points: so a link that a crashed run has left behind is known as ours, and may be
 * replaced even if the terminal's number has gone to somebody else's terminal since.
 */
final class PtyLink {

    private static final int LONGEST_TARGET_BYTES = 4096;

    private final Path link;
    private final Path record;
    private final FileChannel channel;

    private PtyLink(Path link, Path record, FileChannel channel) {
        this.link = link;
        this.record = record;
        this.channel = channel;
    }

    /** Whether the path is a link that this program has made, now or in an earlier run. */
    static boolean isOurs(Path link) throws IOException {
        Path record = record(link);
        if (!Files.isSymbolicLink(link) || !Files.isRegularFile(record, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        return Files.readString(record).equals(Files.readSymbolicLink(link).toString());
    }

    /** Takes the path, and removes what a crashed run has left there. */
    static PtyLink claim(Path link) throws IOException {
        Path folder = link.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("the folder " + folder + " does not exist; create it, or choose another path");
        }
        Path record = record(link);
        FileChannel channel =
                FileChannel.open(record, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        PtyLink claimed = new PtyLink(link, record, channel);
        claimed.lock();
        claimed.removeLeftover();
        return claimed;
    }

    private static Path record(Path link) {
        return link.resolveSibling("." + link.getFileName() + ".dertwin");
    }

    private void lock() throws IOException {
        Optional<FileLock> lock = Optional.empty();
        try {
            lock = Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            // held by another line of this process: the same as by another process
        } finally {
            if (lock.isEmpty()) {
                channel.close();
            }
        }
        if (lock.isEmpty()) {
            throw new IOException("another running site serves this path; choose another one, or end that site");
        }
    }

    private void removeLeftover() throws IOException {
        if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isSymbolicLink(link)) {
            throw givenUp("there is something else at this path, which is no serial device;"
                    + " move it away, or choose another path");
        }
        String target = Files.readSymbolicLink(link).toString();
        if (!target.equals(recordedTarget()) && !(isTerminal(target) && Files.notExists(link))) {
            throw givenUp("there is a link to " + target + " at this path, which is no serial device;"
                    + " remove it, or choose another path");
        }
        Files.delete(link);
    }

    private IOException givenUp(String why) throws IOException {
        Files.deleteIfExists(record);
        channel.close();
        return new IOException(why);
    }

    private static boolean isTerminal(String target) {
        return target.startsWith("/dev/pts/") || target.startsWith("/dev/ttys");
    }

    private String recordedTarget() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_TARGET_BYTES);
        channel.read(bytes, 0);
        return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    }

    /** Makes the link. */
    void pointTo(String device) throws IOException {
        channel.truncate(0).write(StandardCharsets.UTF_8.encode(device), 0);
        Files.createSymbolicLink(link, Path.of(device));
    }

    /** Removes the link, unless somebody has put another in its place. */
    void remove() throws IOException {
        try (channel) {
            if (Files.isSymbolicLink(link)
                    && Files.readSymbolicLink(link).toString().equals(recordedTarget())) {
                Files.delete(link);
            }
            Files.deleteIfExists(record);
        }
    }
}
