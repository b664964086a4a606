package io.dertwin.runtime.site;

import io.dertwin.runtime.engine.AdvanceInProgressException;
import io.dertwin.runtime.engine.Engine;
import io.dertwin.runtime.settings.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Moves a site's clock on request, for one at a time. */
public final class Stepper {

    private static final long LONGEST_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Engine engine;
    private final AtomicBoolean busy = new AtomicBoolean();

    Stepper(Engine engine) {
        this.engine = engine;
    }

    /**
     * How far to go.
     *
     * @param steps how many steps at most
     * @param until what ends it earlier
     * @param pauses whether it goes in slices, so that somebody with a loop of their own can keep up
     */
    public record Plan(long steps, Optional<Condition> until, Optional<Pauses> pauses) {

        public static Plan steps(long steps) {
            return new Plan(steps, Optional.empty(), Optional.empty());
        }

        public static Plan until(Condition condition, long steps) {
            return new Plan(steps, Optional.of(condition), Optional.empty());
        }

        public Plan with(Pauses pauses) {
            return new Plan(steps, until, Optional.of(pauses));
        }
    }

    /**
     * Slices of simulated time with pauses of wall time between them.
     *
     * @param everySteps length of a slice
     * @param pause how long to wait after each
     */
    public record Pauses(long everySteps, Duration pause) {}

    /**
     * How far it went.
     *
     * @param steps how many steps were computed
     * @param met whether the condition was true in the end; false without one
     */
    public record Outcome(long steps, boolean met) {}

    /**
     * Moves the clock and returns when that is done.
     *
     * @param cancelled asked after every step; true ends it there
     * @throws AdvanceInProgressException if somebody else is moving it
     */
    public Outcome advance(Plan plan, BooleanSupplier cancelled) {
        if (!busy.compareAndSet(false, true)) {
            throw new AdvanceInProgressException();
        }
        try {
            return advanceAlone(plan, cancelled);
        } finally {
            busy.set(false);
        }
    }

    private Outcome advanceAlone(Plan plan, BooleanSupplier cancelled) {
        BooleanSupplier met =
                plan.until().<BooleanSupplier>map(condition -> condition).orElse(() -> false);
        BooleanSupplier stop = () -> met.getAsBoolean() || cancelled.getAsBoolean();
        long slice = plan.pauses().map(Pauses::everySteps).orElse(plan.steps());
        long done = 0;
        while (done < plan.steps() && !stop.getAsBoolean()) {
            done += engine.advance(Math.min(slice, plan.steps() - done), stop);
            if (plan.pauses().isPresent()) {
                pause(plan.pauses().get().pause(), () -> cancelled.getAsBoolean() || engine.isClosed());
            }
        }
        return new Outcome(done, met.getAsBoolean());
    }

    private static void pause(Duration pause, BooleanSupplier cancelled) {
        long end = System.nanoTime() + Durations.nanos(pause);
        long left = end - System.nanoTime();
        while (left > 0 && !cancelled.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(Math.min(left, LONGEST_PARK_NANOS));
            left = end - System.nanoTime();
        }
    }
}
