package io.dertwin.it;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Mavens of other versions, from where Maven downloads everything. */
final class MavenDistribution {

    /** Makes it a failure if one cannot be had. */
    private static final String REQUIRED = "DERTWIN_REQUIRE_MAVENS";

    private MavenDistribution() {}

    /** Where that version is installed from now on; a test that asks for one that cannot be had is skipped. */
    static Path install(String version, Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("download.log");
        Process download = new ProcessBuilder(
                        Path.of(System.getenv("MAVEN_HOME"), "bin", "mvn").toString(),
                        "-B",
                        "-ntp",
                        "-Dmaven.repo.local=" + System.getProperty("it.outerRepository"),
                        "org.apache.maven.plugins:maven-dependency-plugin:"
                                + System.getProperty("it.dependencyPluginVersion") + ":copy",
                        "-Dartifact=org.apache.maven:apache-maven:" + version + ":zip:bin",
                        "-DoutputDirectory=" + folder)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (download.waitFor() != 0) {
            giveUp("Maven " + version + " cannot be had: " + Files.readString(log));
        }
        unpack(folder.resolve("apache-maven-" + version + "-bin.zip"), folder);
        return folder.resolve("apache-maven-" + version);
    }

    private static void giveUp(String reason) {
        if (Boolean.parseBoolean(System.getenv(REQUIRED))) {
            throw new IllegalStateException(reason);
        }
        abort(reason);
    }

    private static void unpack(Path archive, Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                unpack(zip, entries.nextElement(), folder);
            }
        }
    }

    private static void unpack(ZipFile zip, ZipEntry entry, Path folder) {
        Path target = folder.resolve(entry.getName());
        try (InputStream content = zip.getInputStream(entry)) {
            if (entry.isDirectory()) {
                Files.createDirectories(target);
            } else {
                Files.createDirectories(target.getParent());
                Files.copy(content, target);
                target.toFile().setExecutable(target.getParent().endsWith("bin"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
