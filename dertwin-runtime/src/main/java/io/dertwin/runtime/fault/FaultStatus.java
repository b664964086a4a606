package io.dertwin.runtime.fault;

/**
 * A fault, and how it fares.
 *
 * @param hits how many requests or connections it has befallen
 * @param state whether it is at work
 */
public record FaultStatus(Fault fault, long hits, State state) {

    public enum State {
        /** It has not set in yet, or pauses until it does again. */
        WAITING,
        ACTIVE,
        /** Its time or its count is up. */
        OVER
    }
}
