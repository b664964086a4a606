package io.dertwin.runtime.engine;

/**
 * From which tick on a write is in force, and until which.
 *
 * @param fromTick the tick that takes it in; one that is past means the next
 * @param untilTick the tick in which the device falls back to what was in force before, unless the commands have been
 *     written anew by then
 */
public record WriteTerm(long fromTick, long untilTick) {

    private static final long NO_END = Long.MAX_VALUE;

    /** From the next tick on, for good. */
    public static final WriteTerm AT_ONCE = new WriteTerm(0, NO_END);

    /** The write is checked like any other and then forgotten. */
    public static final WriteTerm NEVER = new WriteTerm(NO_END, NO_END);

    public static WriteTerm from(long tick) {
        return new WriteTerm(tick, NO_END);
    }

    public static WriteTerm until(long tick) {
        return new WriteTerm(0, tick);
    }

    boolean isNever() {
        return fromTick == NO_END;
    }

    boolean isLater() {
        return fromTick > 0;
    }

    boolean ends() {
        return untilTick != NO_END;
    }
}
