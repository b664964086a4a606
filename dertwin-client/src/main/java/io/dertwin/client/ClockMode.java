package io.dertwin.client;

/** What moves the time of a site. */
public enum ClockMode {
    /** Only an advance does: the way to test, the same every time. */
    STEPPED,
    /** It follows wall time, at some speed. */
    REALTIME,
    /** Following wall time is suspended; an advance still moves it. */
    PAUSED
}
