package io.dertwin.maven;

/** The backends as a POM names them. */
enum BackendName {
    auto,
    java,
    docker
}
