/** Testcontainers support: {@link io.dertwin.testcontainers.DerTwinContainer}. */
package io.dertwin.testcontainers;
