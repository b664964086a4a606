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
 * is room for only so many: a newcomer takes the place of the one that has furthest to go, if that is further than its own way.
 */
final class ForecastTurns implements AutoCloseable {

    private static final int MOST = 16;
    private static final long TURN_NANOS = Duration.ofMillis(5).toNanos();

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

    /**
     * Computes a forecast, as long as somebody waits for it.
     *
     * @param steps how far it has to go
     */
    CompletionStage<Series> add(long steps, Beginning beginning, Caller caller) {
        Turns turns = new Turns(steps, beginning, caller);
        enter(turns).ifPresent(Turns::giveWay);
        try {
            executor.execute(turns);
        } catch (Error e) {
            turns.answer.completeExceptionally(e);
        }
        return turns.answer;
    }

    /** Takes a place, and says who has to leave his. */
    private synchronized Optional<Turns> enter(Turns newcomer) {
        underWay.removeIf(Turns::isOver);
        Optional<Turns> furthest = Optional.empty();
        if (underWay.size() == MOST) {
            furthest = underWay.stream()
                    .filter(turns -> turns.stepsLeft > newcomer.stepsLeft)
                    .max(Comparator.comparingLong(turns -> turns.stepsLeft));
            underWay.remove(furthest.orElseThrow(ForecastTurns::full));
        }
        underWay.add(newcomer);
        return furthest;
    }

    private static HttpException full() {
        return new HttpException(
                503,
                MOST + " forecasts are under way, none of which has further to go: ask again when one of them is done");
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
        private volatile long stepsLeft;

        Turns(long steps, Beginning beginning, Caller caller) {
            this.stepsLeft = steps;
            this.beginning = beginning;
            this.caller = caller;
        }

        boolean isOver() {
            if (caller.isGone()) {
                answer.completeExceptionally(Caller.calledOff());
            }
            return answer.isDone();
        }

        void giveWay() {
            answer.completeExceptionally(
                    new HttpException(
                            503,
                            "given up for a shorter one, as " + MOST
                                    + " forecasts are the most at a time: look less far ahead, or ask again when there are fewer"));
        }

        @Override
        public void run() {
            if (!isOver()) {
                goOn();
            }
            if (isOver()) {
                leave(this);
            } else {
                executor.execute(this);
            }
        }

        private void goOn() {
            try {
                Lookahead lookahead = takeTurn();
                if (lookahead.stepsLeft() == 0) {
                    answer.complete(lookahead.seen());
                }
            } catch (Throwable failure) {
                answer.completeExceptionally(failure);
            }
        }

        private Lookahead takeTurn() throws CommandRefusedException {
            if (ahead.isEmpty()) {
                ahead = Optional.of(beginning.begin());
            }
            Lookahead lookahead = ahead.get();
            long end = System.nanoTime() + TURN_NANOS;
            lookahead.advance(() -> isOver() || System.nanoTime() - end >= 0);
            stepsLeft = lookahead.stepsLeft();
            return lookahead;
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
