package io.dertwin.testcontainers;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/**
 * Waits for the site's health, and not for its ports: a probing connection would take the place of the only client that
 * some devices have. A container that has ended is not waited for; what it printed is in the exception.
 */
final class HealthWait extends AbstractWaitStrategy {

    private static final int TIMEOUT_MILLIS = 1_000;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final int controlPort;

    HealthWait(int controlPort) {
        this.controlPort = controlPort;
    }

    @Override
    protected void waitUntilReady() {
        long deadline = System.nanoTime() + startupTimeout.toNanos();
        while (!isHealthy()) {
            if (!waitStrategyTarget.isRunning()) {
                throw new ContainerLaunchException("The site did not start. " + log());
            }
            if (System.nanoTime() - deadline > 0) {
                throw new ContainerLaunchException(
                        "The site was not ready within " + startupTimeout.toSeconds() + " s. " + log());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean isHealthy() {
        URI health = URI.create("http://" + waitStrategyTarget.getHost() + ":"
                + waitStrategyTarget.getMappedPort(controlPort) + "/health");
        try {
            HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    private String log() {
        String log = waitStrategyTarget.getLogs();
        return log.isBlank() ? "It printed nothing." : "It printed:" + System.lineSeparator() + log;
    }
}
