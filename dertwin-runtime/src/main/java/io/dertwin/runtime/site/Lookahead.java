package io.dertwin.runtime.site;

import io.dertwin.runtime.engine.Engine;
import io.dertwin.runtime.recording.Samples;
import io.dertwin.runtime.recording.Series;
import java.util.function.BooleanSupplier;

/**
 * A forecast on its way: a copy of a site that runs ahead, in one go or bit by bit. For one thread at a time.
 *
 * <pre>{@code
 * Lookahead ahead = forecast.begin(site, places, Map.of());
 * ahead.advance(() -> false);
 * Series soc = ahead.seen();
 * }</pre>
 */
public final class Lookahead {

    private final Engine copy;
    private final Samples samples;

    private long stepsLeft;

    Lookahead(Engine copy, Samples samples, long steps) {
        this.copy = copy;
        this.samples = samples;
        this.stepsLeft = steps;
        copy.observe(samples);
    }

    /**
     * Runs on to the end, or until told to stop.
     *
     * @param stop asked after every tick
     */
    public void advance(BooleanSupplier stop) {
        stepsLeft -= copy.advance(stepsLeft, stop);
    }

    /** How far it still has to go, in ticks. */
    public long stepsLeft() {
        return stepsLeft;
    }

    /** What will be, as far as it has come. */
    public Series seen() {
        return samples.series();
    }
}
