package io.dertwin.runtime.engine;

/**
 * A device's point held at a value for a while, whatever the device itself makes of it.
 *
 * @param name what it is known by; another one of the same name takes its place
 * @param device name of the device
 * @param point a point that can be set
 * @param value what it is set to, in every tick that begins at {@code start} or later and before {@code end}
 * @param start simulated seconds
 * @param end simulated seconds; infinity for as long as it is there
 * @param afterwards what the point is set to when it is over; NaN to leave it as it is
 */
public record Disturbance(
        String name, String device, String point, double value, double start, double end, double afterwards) {

    /** A tick's time is a product of whole numbers and the step; this forgives the rounding of that product. */
    private static final double TOLERANCE = 1e-6;

    boolean activeAt(double t) {
        return t >= start - TOLERANCE && t < end - TOLERANCE;
    }

    boolean overAt(double t) {
        return t >= end - TOLERANCE;
    }
}
