/** Sites for JUnit Jupiter tests: {@link io.dertwin.junit.jupiter.DerTwinTest}. */
package io.dertwin.junit.jupiter;
