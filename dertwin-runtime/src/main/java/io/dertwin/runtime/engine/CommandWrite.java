package io.dertwin.runtime.engine;

/** Commands written to a device in one go, on their way to the next tick. */
public final class CommandWrite {

    private static final long PENDING = -1;

    private final CommandPort port;
    private final int[] commands;
    private final double[] values;

    private volatile long effectiveTick = PENDING;

    CommandWrite(CommandPort port, int[] commands, double[] values) {
        this.port = port;
        this.commands = commands;
        this.values = values;
    }

    CommandPort port() {
        return port;
    }

    int[] commands() {
        return commands;
    }

    double[] values() {
        return values;
    }

    void tookEffect(long tick) {
        effectiveTick = tick;
    }

    /** The tick that took the write in, counted from 0; −1 while it is pending. */
    public long effectiveTick() {
        return effectiveTick;
    }
}
