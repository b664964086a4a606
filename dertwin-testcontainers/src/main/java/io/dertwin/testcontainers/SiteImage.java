package io.dertwin.testcontainers;

import com.github.dockerjava.api.exception.NotFoundException;
import java.util.Optional;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.images.PullPolicy;
import org.testcontainers.utility.DockerImageName;

/** The image that sites run in. */
final class SiteImage {

    static final DockerImageName NAME = DockerImageName.parse("dertwin/dertwin-runtime");

    private static final String RELEASE = "\\d+\\.\\d+\\.\\d+";
    private static final String OTHER_IMAGE = "dertwin.image";

    private SiteImage() {}

    /** That of this library's own version, unless the system property names another. */
    static DockerImageName standard() {
        return Optional.ofNullable(System.getProperty(OTHER_IMAGE))
                .map(name -> DockerImageName.parse(name).asCompatibleSubstituteFor(NAME))
                .orElseGet(() -> NAME.withTag(ImageVersion.text()));
    }

    /** Whether to pull it: only releases are published, and asking a registry for what it has not takes minutes to fail. */
    static boolean isToPull(DockerImageName image) {
        return image.getVersionPart().matches(RELEASE)
                && PullPolicy.defaultPolicy().shouldPull(image);
    }

    /** Whether a container could not be started because there is no image to make it of. */
    static boolean isMissing(Throwable failure) {
        return failure != null && (saysSo(failure) || isMissing(failure.getCause()));
    }

    private static boolean saysSo(Throwable failure) {
        return failure instanceof ContainerFetchException
                || failure instanceof NotFoundException
                        && String.valueOf(failure.getMessage()).contains("No such image");
    }

    static ContainerLaunchException missing(DockerImageName image, Exception cause) {
        return new ContainerLaunchException(
                "The image " + image.asCanonicalNameString()
                        + " is not on the Docker engine and cannot be pulled. Build it from a checkout of DER Twin"
                        + " (docker build -t " + image.asCanonicalNameString()
                        + " .), pull it by hand, or name another with"
                        + " new DerTwinContainer(DockerImageName.parse(...), site) or the system property "
                        + OTHER_IMAGE,
                cause);
    }
}
