/** The state of the models, as snapshots hold it. */
package io.dertwin.runtime.state;
