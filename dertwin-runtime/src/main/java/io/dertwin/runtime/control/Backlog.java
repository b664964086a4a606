package io.dertwin.runtime.control;

import io.dertwin.runtime.control.http.Caller;
import io.dertwin.runtime.control.http.HttpException;
import io.dertwin.runtime.control.http.Reply;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Answers of a kind that take a while, or much memory: a thread of their own puts them together one after the other, and those
 * who wait for them are not many.
 */
final class Backlog implements AutoCloseable {

    private final String kind;
    private final int most;
    private final ThreadPoolExecutor executor;

    /**
     * @param thread what its thread is called
     * @param kind what the answers are called, of several
     * @param most how many may wait
     */
    Backlog(String thread, String kind, int most) {
        this.kind = kind;
        this.most = most;
        this.executor = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(most), task -> {
            Thread made = new Thread(task, thread);
            made.setDaemon(true);
            return made;
        });
        executor.allowCoreThreadTimeOut(true);
    }

    /** Has an answer put together, unless whoever asked for it has gone by then. */
    CompletionStage<? extends Reply> add(Call call, Supplier<Reply> answer) {
        try {
            return CompletableFuture.supplyAsync(() -> stillWanted(call, answer), executor);
        } catch (RejectedExecutionException e) {
            throw new HttpException(
                    503, most + " " + kind + " are waiting already: ask again when one of them is done");
        }
    }

    private static Reply stillWanted(Call call, Supplier<Reply> answer) {
        if (call.caller().isGone()) {
            throw Caller.calledOff();
        }
        return answer.get();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
