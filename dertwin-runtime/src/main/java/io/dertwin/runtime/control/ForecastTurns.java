package io.dertwin.runtime.control;

import io.dertwin.runtime.control.http.Caller;
import io.dertwin.runtime.control.http.HttpException;
import io.dertwin.runtime.engine.CommandRefusedException;
import io.dertwin.runtime.recording.Series;
import io.dertwin.runtime.site.Lookahead;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Computes forecasts, a short turn of each after the other on one thread, so that a long one keeps no short one waiting. There
 * is room for only so many: a newcomer takes the place of the one that has had the most turns.
 */
final class ForecastTurns implements AutoCloseable {

    private static final int MOST = 16;
    private static final long TURN_NANOS = Duration.ofMillis(20).toNanos();

    private final Set<Turns> underWay = new LinkedHashSet<>();
    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            ForecastTurns::thread,
            new ThreadPoolExecutor.DiscardPolicy());

    ForecastTurns() {
        executor.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "dertwin-forecast");
        thread.setDaemon(true);
        return thread;
    }

    /** How a forecast begins: by copying the site, which is a part of its first turn. */
    interface Beginning {

        Lookahead begin() throws CommandRefusedException;
    }

    /** Computes a forecast, as long as somebody waits for it. */
    CompletionStage<Series> add(Beginning beginning, Caller caller) {
        Turns turns = new Turns(beginning, caller);
        enter(turns).ifPresent(Turns::giveWay);
        executor.execute(turns);
        return turns.answer;
    }

    /** Takes a place, and says who has to leave his. */
    private synchronized Optional<Turns> enter(Turns newcomer) {
        underWay.removeIf(Turns::isOver);
        Optional<Turns> longest = Optional.empty();
        if (underWay.size() == MOST) {
            longest = underWay.stream()
                    .filter(turns -> turns.taken > 0)
                    .max(Comparator.comparingLong(turns -> turns.taken));
            underWay.remove(longest.orElseThrow(() ->
                    new HttpException(503, MOST + " forecasts have just begun: ask again when one of them is done")));
        }
        underWay.add(newcomer);
        return longest;
    }

    private synchronized void leave(Turns turns) {
        underWay.remove(turns);
    }

    /** A forecast, a turn whenever it is run. */
    private final class Turns implements Runnable {

        private final CompletableFuture<Series> answer = new CompletableFuture<>();
        private final Beginning beginning;
        private final Caller caller;

        private Optional<Lookahead> ahead = Optional.empty();
        private volatile long taken;

        Turns(Beginning beginning, Caller caller) {
            this.beginning = beginning;
            this.caller = caller;
        }

        boolean isOver() {
            return answer.isDone() || caller.isGone();
        }

        void giveWay() {
            answer.completeExceptionally(
                    new HttpException(
                            503,
                            "given up for others, as it took long and " + MOST
                                    + " forecasts are the most at a time: look less far ahead, or ask again when there are fewer"));
        }

        @Override
        public void run() {
            try {
                Lookahead lookahead = takeTurn();
                if (lookahead.isDone()) {
                    answer.complete(lookahead.seen());
                }
            } catch (Throwable failure) {
                answer.completeExceptionally(failure);
            }
            if (isOver()) {
                leave(this);
            } else {
                executor.execute(this);
            }
        }

        private Lookahead takeTurn() throws CommandRefusedException {
            if (ahead.isEmpty()) {
                ahead = Optional.of(beginning.begin());
            }
            Lookahead lookahead = ahead.get();
            long end = System.nanoTime() + TURN_NANOS;
            lookahead.advance(() -> isOver() || System.nanoTime() - end >= 0);
            taken++;
            return lookahead;
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
