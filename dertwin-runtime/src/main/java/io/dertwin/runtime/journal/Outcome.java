package io.dertwin.runtime.journal;

/** What became of a transaction. */
public enum Outcome {
    /** Carried out and answered. */
    OK,
    /** Answered with a Modbus exception; nothing has changed. */
    EXCEPTION,
    /** Nobody was to answer: a broadcast, or no such unit on a line. */
    UNANSWERED,
    /** A fault kept the answer back. */
    SUPPRESSED,
    /** Not a request at all: a bad CRC, a malformed header. */
    DROPPED
}
