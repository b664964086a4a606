package io.dertwin.runtime.device.chp;

import io.dertwin.runtime.state.State;

/**
 * The sequence control: from ready to the grid and back. A tick asks it twice, {@link #begin()} for the state that the tick
 * is spent in, and {@link #finish} for what has come of it when its time has passed.
 */
final class StartSequence {

    /** A phase ends with the tick that completes it, though its many steps do not add up to the last bit. */
    private static final double TOLERANCE = 1e-6;

    private final ChpParameters.Timings timings;

    private UnitState state = UnitState.READY;
    private double elapsed;
    private boolean startWished;
    private long starts;

    StartSequence(ChpParameters.Timings timings) {
        this.timings = timings;
    }

    UnitState state() {
        return state;
    }

    /** How often the unit went from ready to starting. */
    long starts() {
        return starts;
    }

    void setStarts(long count) {
        starts = count;
    }

    /** A unit in fault hears of no start until it has been acknowledged. */
    void wish(boolean start) {
        startWished = start && state != UnitState.FAULT;
    }

    void trip() {
        enter(UnitState.FAULT);
        startWished = false;
    }

    void acknowledge() {
        if (state == UnitState.FAULT) {
            enter(UnitState.READY);
        }
    }

    /** Puts the unit into a state as if it had got there by itself. */
    void put(UnitState wanted) {
        enter(wanted);
        startWished = wanted.isDriven();
    }

    void begin() {
        if (state == UnitState.READY && startWished) {
            starts++;
            enter(UnitState.STARTING);
        } else if (state.isDriven() && !startWished) {
            enter(UnitState.STOPPING);
        }
    }

    /** Lets the tick's time pass; time left over when a phase ends counts for the next one. */
    void finish(double dt, boolean unloaded) {
        elapsed += dt;
        while (state.isStart() && elapsed >= duration() - TOLERANCE) {
            elapsed = Math.max(0, elapsed - duration());
            state = next();
        }
        if (state == UnitState.STOPPING && unloaded && elapsed >= duration() - TOLERANCE) {
            enter(UnitState.READY);
        }
    }

    /** How much of the present phase will have passed in {@code dt}, 0…1. */
    double progressAfter(double dt) {
        return Math.min(1, (elapsed + dt) / Math.max(duration(), dt));
    }

    private void enter(UnitState next) {
        state = next;
        elapsed = 0;
    }

    private UnitState next() {
        return switch (state) {
            case STARTING -> UnitState.WARM_UP;
            case WARM_UP -> UnitState.IDLE;
            case IDLE -> UnitState.SYNCHRONIZING;
            default -> UnitState.RUNNING;
        };
    }

    private double duration() {
        return switch (state) {
            case STARTING -> timings.starting();
            case WARM_UP -> timings.warmup();
            case IDLE -> timings.idle();
            case SYNCHRONIZING -> timings.synchronizing();
            case STOPPING -> timings.stopping();
            default -> 0;
        };
    }

    void exchange(State snapshot) {
        state = UnitState.of((int) snapshot.integer("state", state.code()));
        elapsed = snapshot.number("elapsed", elapsed);
        startWished = snapshot.flag("start_wished", startWished);
        starts = snapshot.integer("starts", starts);
    }
}
