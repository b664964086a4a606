/**
 * The typed interface to a running site of simulated energy hardware.
 *
 * <p>{@link io.dertwin.client.DerTwin} is where everything starts. It means the same whether the site runs in this
 * JVM, in a process or in a container.
 */
package io.dertwin.client;
