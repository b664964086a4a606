/** The command line. */
package io.dertwin.runtime.cli;
