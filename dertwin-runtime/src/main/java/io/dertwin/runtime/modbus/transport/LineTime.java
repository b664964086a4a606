package io.dertwin.runtime.modbus.transport;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How long frames take on a serial line of a given speed. Several streams may share one line: while one frame is on it,
 * the next waits.
 */
final class LineTime {

    private static final double PAUSE_CHARACTERS = 3.5;

    private final double characterNanos;
    private final AtomicLong freeAtNanos = new AtomicLong();

    private LineTime(double characterNanos) {
        this.characterNanos = characterNanos;
    }

    /** Of a line that is faster than anybody cares to know. */
    static LineTime none() {
        return new LineTime(0);
    }

    /** Of a line with these settings; a character there has a start bit and perhaps a parity bit. */
    static LineTime of(SerialSettings settings) {
        return new LineTime(settings.bitsPerCharacter() * 1e9 / settings.baudRate());
    }

    /**
     * Has a frame take its time on the line, with the pause that ends it.
     *
     * @return how long after now it is over
     */
    long occupy(int bytes, long nowNanos) {
        if (characterNanos == 0) {
            return 0;
        }
        long frameNanos = Math.round((bytes + PAUSE_CHARACTERS) * characterNanos);
        return freeAtNanos.updateAndGet(freeAt -> Math.max(freeAt, nowNanos) + frameNanos) - nowNanos;
    }
}
