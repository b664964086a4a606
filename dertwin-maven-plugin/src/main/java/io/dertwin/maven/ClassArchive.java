package io.dertwin.maven;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * The classes of the simulator as a JVM lays them out in memory. With them a site is up in half the time; the first one that a
 * JVM runs leaves them beside the jar. The file's name says of which JVM and of which jar it is, and what its checksum is:
 * a JVM believes what it maps. Whatever goes wrong with it, sites run without.
 */
final class ClassArchive {

    private static final String SUFFIX = ".jsa";

    /** An end by a signal, as a shell counts it. */
    private static final int TERMINATED = 128 + 15;

    /** A site has its log; the JVM's opinion of an archive is not for its readers. */
    private static final String SILENT = "-Xlog:cds*=off";

    private final Path folder;
    private final String prefixOfJvm;
    private final String prefix;

    private ClassArchive(Path folder, String prefixOfJvm, String prefix) {
        this.folder = folder;
        this.prefixOfJvm = prefixOfJvm;
        this.prefix = prefix;
    }

    /** What a JVM is to be told, and what is to be done when it has ended with an exit code. */
    record Use(List<String> options, IntConsumer atEnd) {

        /** A JVM without an archive. */
        static Use none() {
            return new Use(List.of(), exitCode -> {});
        }
    }

    /**
     * How a JVM is to start a jar.
     *
     * @param draft where an archive may grow that is not there yet
     */
    static Use use(JavaCommand command, Path draft) {
        try {
            Optional<ClassArchive> archive = of(command);
            return archive.isPresent() ? archive.get().use(draft) : Use.none();
        } catch (IOException e) {
            return Use.none();
        }
    }

    /** None where the JVM has no archive of its own classes, on which this one would stand. */
    private static Optional<ClassArchive> of(JavaCommand command) throws IOException {
        Path home = command.java().toRealPath().resolve("../..").normalize();
        Optional<Path> base = Stream.of("lib", "bin")
                .map(library -> home.resolve(library).resolve("server").resolve("classes.jsa"))
                .filter(Files::exists)
                .findFirst();
        if (base.isEmpty()) {
            return Optional.empty();
        }
        Path jar = command.jar();
        String name = jar.getFileName().toString().replaceFirst("\\.jar$", "");
        String prefixOfJvm = name + "-" + checksum(describe(base.get()) + describe(home.resolve("lib/modules"))) + "-";
        String prefix = prefixOfJvm + checksum(describe(jar)) + "-";
        return Optional.of(new ClassArchive(jar.toAbsolutePath().getParent(), prefixOfJvm, prefix));
    }

    /** By what a JVM knows a file again, too. */
    private static String describe(Path file) throws IOException {
        return file + " " + Files.size(file) + " "
                + Files.getLastModifiedTime(file).toMillis() + "\n";
    }

    private Use use(Path draft) throws IOException {
        Optional<Path> file = intactFile();
        if (file.isPresent()) {
            return new Use(List.of(SILENT, "-XX:SharedArchiveFile=" + file.get()), exitCode -> {});
        }
        if (!Files.isWritable(folder)) {
            return Use.none();
        }
        Files.deleteIfExists(draft);
        return new Use(List.of(SILENT, "-XX:ArchiveClassesAtExit=" + draft), exitCode -> keep(draft, exitCode));
    }

    private Optional<Path> intactFile() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, prefix + "*" + SUFFIX)) {
            for (Path file : files) {
                if (file.getFileName().toString().equals(name(file))) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }

    /** What a file with this content is called. */
    private String name(Path content) throws IOException {
        try (CheckedInputStream in = new CheckedInputStream(Files.newInputStream(content), new CRC32())) {
            in.transferTo(OutputStream.nullOutputStream());
            return prefix + Long.toHexString(in.getChecksum().getValue()) + SUFFIX;
        }
    }

    private static String checksum(String text) {
        CRC32 checksum = new CRC32();
        checksum.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(checksum.getValue());
    }

    /** A JVM that came to a bad end may have left half of it. */
    private void keep(Path draft, int exitCode) {
        try {
            if (Files.exists(draft) && (exitCode == 0 || exitCode == TERMINATED)) {
                Path own = Files.createTempFile(folder, prefix, ".tmp");
                try (InputStream in = Files.newInputStream(draft)) {
                    Files.copy(in, own, StandardCopyOption.REPLACE_EXISTING);
                }
                Path file = folder.resolve(name(own));
                Files.move(own, file, StandardCopyOption.ATOMIC_MOVE);
                deleteOthers(file);
            }
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            // the next site is as fast as this one, then
        }
    }

    /** Those of earlier versions of the jar, and damaged ones. */
    private void deleteOthers(Path kept) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, prefixOfJvm + "*" + SUFFIX)) {
            for (Path file : files) {
                if (!file.equals(kept)) {
                    Files.delete(file);
                }
            }
        }
    }
}
