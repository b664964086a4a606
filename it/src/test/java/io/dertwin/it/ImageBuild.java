package io.dertwin.it;

import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/**
 * Builds the image that the tests run, from what the reactor has just built: {@code <root of the project> <tag> <file>}.
 * The base image is the Dockerfile's unless the environment has another in {@code DERTWIN_BASE_IMAGE}. The file appears if
 * the image is there, for the Invoker's builds.
 */
public final class ImageBuild {

    private static final Logger LOG = LoggerFactory.getLogger(ImageBuild.class);

    private ImageBuild() {}

    public static void main(String[] arguments) throws IOException {
        Path marker = Path.of(arguments[2]);
        Files.deleteIfExists(marker);
        Optional<String> missing = Docker.missing();
        if (missing.isPresent()) {
            LOG.warn("No image is built, and the tests with Docker are skipped: {}", missing.get());
            return;
        }
        Path root = Path.of(arguments[0]).toAbsolutePath().normalize();
        BuildImageCmd build = DockerClientFactory.instance()
                .client()
                .buildImageCmd(root.resolve("Dockerfile").toFile())
                .withBaseDirectory(root.toFile())
                .withTags(Set.of(arguments[1]));
        Optional.ofNullable(System.getenv("DERTWIN_BASE_IMAGE"))
                .ifPresent(base -> build.withBuildArg("BASE_IMAGE", base));
        String id = build.exec(new BuildImageResultCallback()).awaitImageId();
        Files.writeString(marker, id);
        LOG.info("Built {} as {}", arguments[1], id);
    }
}
