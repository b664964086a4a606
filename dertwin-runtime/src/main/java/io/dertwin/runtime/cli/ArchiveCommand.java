package io.dertwin.runtime.cli;

import com.sun.jna.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code archive}: makes what lets a JVM start {@code dertwin.jar} in a fraction of the time, such as the image has it. It
 * serves the JVM that made it and the jar at its place, and is passed over by any other.
 */
@Command(
        name = "archive",
        description = "Makes a start-up archive of this jar for this JVM.",
        footer = {"", "From then on: java @FOLDER/java.options -jar dertwin.jar COMMAND"},
        mixinStandardHelpOptions = true)
final class ArchiveCommand implements Callable<Integer> {

    private static final String NATIVE_LIBRARY = System.mapLibraryName("jnidispatch");

    /** One JVM that runs for the length of a test: little to collect, nothing worth compiling twice. */
    private static final List<String> LIGHT =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");

    @Parameters(paramLabel = "FOLDER", description = "Where to put it; made if it is not there.")
    private Path folder;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path jar = ownJar();
        Path target = Files.createDirectories(folder).toRealPath();
        List<String> options = new ArrayList<>(LIGHT);
        options.addAll(unpackedNativeLibrary(target));
        StartUpArchive archive = StartUpArchive.of(Runtime.version(), target);
        Files.deleteIfExists(archive.file());
        Optional<String> failure = rehearse(jar, options, archive.recordOption());
        if (failure.isEmpty() && Files.exists(archive.file())) {
            options.add(archive.useOption());
        } else {
            spec.commandLine().getErr().println("No archive, and a slower start: " + failure.orElse("none was made"));
        }
        Files.writeString(target.resolve("java.options"), argumentFile(options));
        spec.commandLine()
                .getOut()
                .println("Wrote " + target + "; java @" + target.resolve("java.options")
                        + " -jar dertwin.jar starts from it");
        return 0;
    }

    private static Path ownJar() {
        try {
            Path jar = Path.of(ArchiveCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isRegularFile(jar)) {
                return jar;
            }
        } catch (URISyntaxException e) {
            // no jar then
        }
        throw new IllegalStateException("an archive can be made of dertwin.jar only, not of class files");
    }

    /** So that no start has to unpack it, and none needs a folder for temporary files that allows programs to run. */
    private static List<String> unpackedNativeLibrary(Path target) throws IOException {
        String resource = "/com/sun/jna/" + Platform.RESOURCE_PREFIX + "/" + NATIVE_LIBRARY;
        try (InputStream library = Platform.class.getResourceAsStream(resource)) {
            if (library == null) {
                return List.of();
            }
            Files.copy(library, target.resolve(NATIVE_LIBRARY), StandardCopyOption.REPLACE_EXISTING);
        }
        return List.of("-Djna.boot.library.path=" + target, "-Djna.nounpack=true");
    }

    /** Has a JVM see the life of a site; returns what went wrong, as with a runtime image that has no classes to share. */
    private static Optional<String> rehearse(Path jar, List<String> options, String recordOption)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(recordOption, "-jar", jar.toString(), "rehearse"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? Optional.empty() : Optional.of(output.strip());
    }

    private static String argumentFile(List<String> options) {
        return options.stream()
                .map(option -> "\"" + option.replace("\\", "\\\\") + "\"\n")
                .collect(Collectors.joining());
    }
}
