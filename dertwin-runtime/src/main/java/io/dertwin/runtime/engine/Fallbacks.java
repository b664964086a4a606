package io.dertwin.runtime.engine;

import io.dertwin.runtime.state.State;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What a device's commands fall back to when the writes that are in force for a while only have run out. */
final class Fallbacks {

    private static final double NONE = -1;

    private double[] ticks;
    private double[] values;
    private volatile boolean any;

    Fallbacks(int commands) {
        ticks = new double[commands];
        values = new double[commands];
        Arrays.fill(ticks, NONE);
    }

    /** A command falls back at this tick; to what it was before the first of several such writes. */
    void set(int command, double before, long tick) {
        if (ticks[command] == NONE) {
            values[command] = before;
        }
        ticks[command] = tick;
        any = true;
    }

    void forget(int command) {
        ticks[command] = NONE;
    }

    boolean any() {
        return any;
    }

    /** The commands that fall back now; each is told once. */
    int[] take(long tick) {
        int[] due = IntStream.range(0, ticks.length)
                .filter(command -> ticks[command] != NONE && ticks[command] <= tick)
                .toArray();
        for (int command : due) {
            ticks[command] = NONE;
        }
        any = Arrays.stream(ticks).anyMatch(one -> one != NONE);
        return due;
    }

    double value(int command) {
        return values[command];
    }

    void exchange(State state) {
        ticks = state.numbers("ticks", ticks);
        values = state.numbers("values", values);
        any = Arrays.stream(ticks).anyMatch(tick -> tick != NONE);
    }
}
