package io.dertwin.runtime.engine;

/**
 * A written value has run out, as nobody wrote it again in time, and the device has fallen back.
 *
 * @param device name of the device
 * @param command what had been written
 * @param value what it has fallen back to
 * @param tick the tick that fell back
 */
public record Lapse(String device, String command, double value, long tick) {}
