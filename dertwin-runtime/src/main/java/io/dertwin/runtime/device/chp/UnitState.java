package io.dertwin.runtime.device.chp;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a CHP unit is doing, in the order of the numbers that MWM's TEM Evolution control reports. The simulated unit goes
 * through the states from {@link #FAULT} to {@link #STOPPING} and {@link #WARM_UP} by itself; into the others it only gets if
 * a test puts it there.
 */
enum UnitState {
    FAULT,
    READY,
    STARTING,
    IDLE,
    SYNCHRONIZING,
    RUNNING,
    STOPPING,
    START_BLOCKED,
    RESTART,
    RESERVE,
    OIL_CHANGE,
    AUX_TEST,
    IGNITION_TEST,
    GOVERNOR_TEST,
    SHORT_CIRCUIT_SHUTDOWN,
    ISLAND_START,
    BLACK_START,
    FORCED_PRELUBE,
    WARM_UP,
    CONTROL_TEST;

    private static final UnitState[] BY_CODE = values();
    static final int LAST_CODE = BY_CODE.length - 1;

    /** The number that the control reports. */
    int code() {
        return ordinal();
    }

    static UnitState of(int code) {
        return BY_CODE[code];
    }

    /** What people call the states, in the order of their numbers. */
    static List<String> names() {
        return Stream.of(BY_CODE)
                .map(state -> state.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .toList();
    }

    /** Whether the unit is on its way from standstill to the grid. */
    boolean isStart() {
        return this == STARTING || this == WARM_UP || this == IDLE || this == SYNCHRONIZING;
    }

    /** Whether the engine is driven, by its starter or by gas. */
    boolean isDriven() {
        return isStart() || this == RUNNING;
    }
}
