package io.dertwin.runtime.site;

import io.dertwin.client.SiteClock;
import io.dertwin.client.ValueMatcher;
import io.dertwin.runtime.engine.FrameLayout;
import io.dertwin.runtime.engine.Frames;
import java.time.Duration;

/** The clock of a site in this JVM. */
record EmbeddedClock(Site site) implements SiteClock {

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
        Refusals.translated(() -> site.engine().advance(site.steps(duration), () -> false));
    }

    @Override
    public void advance(long steps) {
        Refusals.translated(() -> site.engine().advance(steps, () -> false));
    }

    @Override
    public boolean advanceUntil(String device, String point, ValueMatcher matcher, Duration limit) {
        return Refusals.translated(() -> {
            int index = site.frameIndex(site.device(device), point);
            Frames frames = site.engine().frames();
            if (matcher.matches(frames.read(index))) {
                return true;
            }
            site.engine().advance(site.steps(limit), () -> matcher.matches(frames.read(index)));
            return matcher.matches(frames.read(index));
        });
    }
}
