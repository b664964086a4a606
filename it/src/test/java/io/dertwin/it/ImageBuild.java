package io.dertwin.it;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/**
 * Builds the image that the tests run, from what the reactor has just built:
 * {@code <root of the project> <tag> <version> <file>}. The base image is the Dockerfile's unless the environment has another
 * in {@code DERTWIN_BASE_IMAGE}. The file appears if the image is there, for the Invoker's builds. What the tag meant before
 * is removed: one image a checkout stays on the engine.
 */
public final class ImageBuild {

    private static final Logger LOG = LoggerFactory.getLogger(ImageBuild.class);

    private ImageBuild() {}

    public static void main(String[] arguments) throws IOException {
        Path marker = Path.of(arguments[3]);
        Files.deleteIfExists(marker);
        Optional<String> missing = Docker.missing();
        if (missing.isPresent()) {
            LOG.warn("No image is built, and the tests with Docker are skipped: {}", missing.get());
            return;
        }
        Path root = Path.of(arguments[0]).toAbsolutePath().normalize();
        String tag = arguments[1];
        DockerClient client = DockerClientFactory.instance().client();
        List<Image> before =
                client.listImagesCmd().withFilter("reference", List.of(tag)).exec();
        build(client, root, tag, arguments[2]);
        String id = client.inspectImageCmd(tag).exec().getId();
        before.stream().map(Image::getId).filter(old -> !old.equals(id)).forEach(old -> remove(client, old));
        Files.writeString(marker, id);
        LOG.info("Built {} as {}", tag, id);
    }

    private static void build(DockerClient client, Path root, String tag, String version) {
        BuildImageCmd build = client.buildImageCmd(root.resolve("Dockerfile").toFile())
                .withBaseDirectory(root.toFile())
                .withBuildArg("VERSION", version)
                .withTags(Set.of(tag));
        Optional.ofNullable(System.getenv("DERTWIN_BASE_IMAGE"))
                .ifPresent(base -> build.withBuildArg("BASE_IMAGE", base));
        build.exec(new BuildImageResultCallback()).awaitImageId();
    }

    private static void remove(DockerClient client, String image) {
        try {
            client.removeImageCmd(image).exec();
        } catch (DockerException e) {
            LOG.info("An earlier image stays, for something still uses it: {}", e.getMessage());
        }
    }
}
