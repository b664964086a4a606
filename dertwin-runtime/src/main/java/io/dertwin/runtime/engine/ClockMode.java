package io.dertwin.runtime.engine;

/** What moves simulated time. */
public enum ClockMode {
    /** Only an advance does. */
    STEPPED,
    /** It follows wall time, at some speed. */
    REALTIME,
    /** Following wall time is suspended; an advance still moves it. */
    PAUSED
}
