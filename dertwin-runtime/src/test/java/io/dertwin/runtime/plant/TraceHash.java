package io.dertwin.runtime.plant;

import io.dertwin.runtime.engine.Frames;

/** A hash over every bit of every frame it is shown. */
final class TraceHash {

    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private final Frames frames;
    private final double[] frame;

    private long hash;

    TraceHash(Frames frames) {
        this.frames = frames;
        this.frame = new double[frames.size()];
    }

    void add() {
        frames.read(0, frame.length, frame);
        for (double value : frame) {
            hash = (Long.rotateLeft(hash, 5) ^ Double.doubleToLongBits(value)) * PRIME;
        }
    }

    /** As a reader of a failing test would want to compare it. */
    String hex() {
        return String.format("%016x", hash);
    }
}
