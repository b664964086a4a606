package io.dertwin.runtime.control;

import io.dertwin.runtime.control.http.Reply;
import io.dertwin.runtime.engine.CommandRefusedException;
import java.util.concurrent.CompletionStage;

/** What an endpoint does. */
@FunctionalInterface
interface Operation {

    CompletionStage<? extends Reply> answer(Call call) throws CommandRefusedException;

    /** What an endpoint does that has its answer ready when it returns. */
    @FunctionalInterface
    interface Prompt {

        Reply answer(Call call) throws CommandRefusedException;
    }
}
