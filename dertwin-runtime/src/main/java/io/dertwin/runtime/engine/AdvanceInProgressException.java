package io.dertwin.runtime.engine;

/** Somebody else is advancing the clock; two advances are never interleaved. */
public final class AdvanceInProgressException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public AdvanceInProgressException() {
        super("the clock is being advanced by someone else; wait until that is done");
    }
}
