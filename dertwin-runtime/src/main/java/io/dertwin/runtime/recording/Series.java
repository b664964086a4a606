package io.dertwin.runtime.recording;

/**
 * Values of a site over time.
 *
 * @param times simulated seconds, ascending
 * @param values a row for each value that was asked for, with an element for each time
 */
public record Series(double[] times, double[][] values) {}
