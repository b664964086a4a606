package io.dertwin.runtime.site;

import io.dertwin.client.ClockMode;
import io.dertwin.client.DerTwinException;
import io.dertwin.client.Pace;
import io.dertwin.client.SiteClock;
import io.dertwin.client.ValueMatcher;
import io.dertwin.runtime.engine.FrameLayout;
import java.time.Duration;

/** The clock of a site in this JVM. */
record EmbeddedClock(Site site) implements SiteClock {

    @Override
    public ClockMode mode() {
        return ClockMode.valueOf(site.engine().mode().name());
    }

    @Override
    public double speed() {
        return site.engine().speed();
    }

    @Override
    public double time() {
        return site.engine().frames().read(FrameLayout.TIME);
    }

    @Override
    public long ticks() {
        return (long) site.engine().frames().read(FrameLayout.TICKS);
    }

    @Override
    public double stepSeconds() {
        return site.definition().stepSeconds();
    }

    @Override
    public void advance(Duration duration) {
        Refusals.translated(() -> advance(Stepper.Plan.steps(site.steps(duration))));
    }

    @Override
    public void advance(long steps) {
        if (steps < 0) {
            throw new DerTwinException("steps: must be at least 0, but is " + steps);
        }
        Refusals.translated(() -> advance(Stepper.Plan.steps(steps)));
    }

    @Override
    public void advance(Duration duration, Pace pace) {
        Stepper.Pauses pauses = new Stepper.Pauses(site.steps(pace.slice()), pace.pause());
        Refusals.translated(
                () -> advance(Stepper.Plan.steps(site.steps(duration)).with(pauses)));
    }

    @Override
    public boolean advanceUntil(String device, String point, ValueMatcher matcher, Duration limit) {
        return advanceUntil(device + "." + point + " " + matcher, limit);
    }

    @Override
    public boolean advanceUntil(String condition, Duration limit) {
        return Refusals.translated(() -> advance(Stepper.Plan.until(site.condition(condition), site.steps(limit)))
                .met());
    }

    private Stepper.Outcome advance(Stepper.Plan plan) {
        Stepper.Outcome outcome = site.stepper().advance(plan, Thread.currentThread()::isInterrupted);
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("interrupted while the clock was advanced");
        }
        return outcome;
    }

    @Override
    public void follow(double speed) {
        if (!(speed > 0)) {
            throw new DerTwinException("speed: must be greater than 0, but is " + speed);
        }
        Refusals.translated(() -> {
            site.engine().follow(speed);
            return null;
        });
    }

    @Override
    public void stepped() {
        site.engine().stepped();
    }

    @Override
    public void pause() {
        site.engine().pause();
    }
}
