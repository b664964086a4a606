package io.dertwin.runtime.site;

import io.dertwin.client.DerTwinException;
import io.dertwin.runtime.engine.CommandRefusedException;
import java.io.IOException;

/** Turns what the simulator throws into the one exception of the Java API. */
final class Refusals {

    private Refusals() {}

    /** Something that may be refused. */
    interface Attempt<T> {
        T run() throws CommandRefusedException, IOException;
    }

    static <T> T translated(Attempt<T> attempt) {
        try {
            return attempt.run();
        } catch (CommandRefusedException
                | IOException
                | UnknownNameException
                | IllegalArgumentException
                | IllegalStateException e) {
            throw new DerTwinException(e.getMessage(), e);
        }
    }
}
