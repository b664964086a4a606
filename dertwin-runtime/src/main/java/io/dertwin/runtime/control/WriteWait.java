package io.dertwin.runtime.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dertwin.client.JournalWrite;
import io.dertwin.runtime.control.http.Caller;
import io.dertwin.runtime.control.http.Reply;
import io.dertwin.runtime.journal.JournalEntry;
import io.dertwin.runtime.settings.Durations;
import io.dertwin.runtime.site.WriteSearch;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A request that waits for something to be written. */
final class WriteWait {

    private final WriteSearch search;
    private final long deadline;
    private final Caller caller;
    private final CompletableFuture<Reply> answer = new CompletableFuture<>();

    /** As seen at the look before: what came in until then is in the present one. */
    private boolean timeWasUp;

    WriteWait(WriteSearch search, Duration patience, Caller caller) {
        this.search = search;
        this.deadline = System.nanoTime() + Durations.nanos(patience);
        this.caller = caller;
    }

    CompletableFuture<Reply> answer() {
        return answer;
    }

    /** What it calls the register that it waits for. */
    String register() {
        return search.register();
    }

    /** Whether a write is what it waits for; then it is answered. Asked in the order they came. */
    boolean isMetBy(JournalWrite write, JournalEntry entry, double now) {
        if (!search.completes(write)) {
            return false;
        }
        ObjectNode met = result(true, now);
        met.set("entry", JournalJson.describe(entry));
        return answer.complete(Json.ok(met));
    }

    /** Whether it is in vain, when it has been asked about all that was written; then that is the answer. */
    boolean isOver(double now) {
        if (timeWasUp) {
            return answer.complete(Json.ok(result(false, now)));
        }
        timeWasUp = System.nanoTime() - deadline >= 0 || search.isOver(now);
        return isCalledOff();
    }

    private static ObjectNode result(boolean met, double now) {
        return Json.object().put("met", met).put("time", now);
    }

    boolean isCalledOff() {
        return caller.isGone() && answer.completeExceptionally(Caller.calledOff());
    }

    void fail(Throwable failure) {
        answer.completeExceptionally(failure);
    }
}
