package io.dertwin.maven;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/** The simulator as one executable jar, found the way Maven finds every artifact. */
final class RuntimeJar {

    private RuntimeJar() {}

    /** The simulator of the plugin's own version. */
    static Path resolve(
            RepositorySystem repositorySystem,
            RepositorySystemSession session,
            List<RemoteRepository> repositories,
            String version)
            throws MojoExecutionException {
        DefaultArtifact artifact = new DefaultArtifact("io.dertwin", "dertwin-runtime", "app", "jar", version);
        try {
            return repositorySystem
                    .resolveArtifact(session, new ArtifactRequest(artifact, repositories, null))
                    .getArtifact()
                    .getFile()
                    .toPath();
        } catch (ArtifactResolutionException e) {
            throw new MojoExecutionException(
                    "The simulator " + artifact + " is in none of the build's plugin repositories. " + e.getMessage(),
                    e);
        }
    }
}
