/** Mathematics that the JDK does not give in the form that a simulation needs. */
package io.dertwin.runtime.math;
