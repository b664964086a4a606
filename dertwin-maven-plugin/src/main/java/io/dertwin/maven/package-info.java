/** The goals of the Maven plugin: a site of simulated energy hardware for as long as a build's integration tests run. */
package io.dertwin.maven;
