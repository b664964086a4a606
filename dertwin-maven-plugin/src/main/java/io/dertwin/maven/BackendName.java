package io.dertwin.maven;

import org.apache.maven.plugin.MojoFailureException;

/** The backends as a POM names them. */
enum BackendName {
    auto,
    java,
    docker;

    static BackendName of(String name) throws MojoFailureException {
        for (BackendName backend : values()) {
            if (backend.name().equals(name)) {
                return backend;
            }
        }
        throw new MojoFailureException("<backend> must be auto, java or docker, but is '" + name + "'");
    }
}
