package io.dertwin.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A build in a process of its own, with what the Invoker has staged for its builds and what the outer build has downloaded.
 *
 * @param home where that Maven is installed
 * @param project the folder with the project
 */
record MavenBuild(Path home, Path project) {

    /** With the Maven that runs this build. */
    static MavenBuild of(Path project) {
        return new MavenBuild(Path.of(System.getenv("MAVEN_HOME")), project);
    }

    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin").resolve("mvn").toString(),
                "-B",
                "-ntp",
                "-s",
                settings().toString(),
                "-Dmaven.repo.local=" + System.getProperty("it.repository")));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(file().toFile())
                .start();
    }

    /** What it has printed so far. */
    String log() {
        try {
            return Files.readString(file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file() {
        return project.resolve("build.log");
    }

    /** Those of the Invoker's builds. */
    private Path settings() throws IOException {
        Path outer = Path.of(System.getProperty("it.outerRepository"));
        String settings = Files.readString(Path.of("src/it/settings.xml"))
                .replace("@localRepositoryUrl@", outer.toUri().toString());
        return Files.writeString(project.resolve("settings.xml"), settings);
    }
}
