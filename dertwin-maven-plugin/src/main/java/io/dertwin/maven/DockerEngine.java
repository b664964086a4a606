package io.dertwin.maven;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * A Docker engine, on this machine or elsewhere.
 *
 * @param host where the ports are found that its containers publish
 * @param isLocal whether that is this machine
 */
record DockerEngine(DockerClient client, String host, boolean isLocal) implements Closeable {

    /** Connects to the engine that {@code DOCKER_HOST} and the user's configuration of Docker name. */
    static DockerEngine connect() throws MojoExecutionException {
        DefaultDockerClientConfig configuration =
                DefaultDockerClientConfig.createDefaultConfigBuilder().build();
        URI address = configuration.getDockerHost();
        DockerClient client = DockerClientImpl.getInstance(
                configuration,
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(address)
                        .sslConfig(configuration.getSSLConfig())
                        .build());
        boolean local = address.getHost() == null || !address.getScheme().equals("tcp");
        DockerEngine engine = new DockerEngine(client, local ? "127.0.0.1" : address.getHost(), local);
        try {
            client.pingCmd().exec();
            return engine;
        } catch (RuntimeException e) {
            engine.close();
            throw new MojoExecutionException(
                    "No Docker engine answers at " + address + ": start one, name another with DOCKER_HOST,"
                            + " or do without, by <backend>java</backend>. " + e.getMessage(),
                    e);
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            // what is left of the connection goes with the process
        }
    }
}
