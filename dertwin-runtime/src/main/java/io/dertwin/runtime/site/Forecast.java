package io.dertwin.runtime.site;

import io.dertwin.runtime.engine.CommandRefusedException;
import io.dertwin.runtime.engine.Engine;
import io.dertwin.runtime.engine.PlantDevice;
import io.dertwin.runtime.recording.Samples;
import io.dertwin.runtime.recording.Series;
import io.dertwin.runtime.settings.Durations;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What will become of a site if nobody does anything more, or something else: the site is copied and the copy runs ahead.
 * The model is the plant, so the forecast is exact, up to what comes from outside.
 *
 * <pre>{@code
 * Series soc = new Forecast(Duration.ofHours(24), Duration.ofMinutes(15))
 *         .of(site, new int[] {place}, Map.of("bess-1", Map.of("active_power_setpoint", -5.0)), () -> false);
 * }</pre>
 *
 * @param horizon how far to look
 * @param step simulated time between two samples
 */
public record Forecast(Duration horizon, Duration step) {

    private static final int MOST_SAMPLES = 20_000;

    public Forecast {
        if (horizon.isZero() || step.isZero() || horizon.isNegative() || step.isNegative()) {
            throw new IllegalArgumentException("a forecast looks ahead, in steps that are longer than nothing");
        }
        if (horizon.toMillis() / Math.max(1, step.toMillis()) > MOST_SAMPLES) {
            throw new IllegalArgumentException("a forecast has at most " + MOST_SAMPLES
                    + " samples: lengthen the step of " + step + " or look less far than " + horizon);
        }
    }

    /**
     * Runs a copy of the site ahead.
     *
     * @param places which values are wanted, by their places in a frame
     * @param commands what is written to devices at the beginning, by their names
     * @param cancelled asked after every tick; true ends it there
     */
    public Series of(Site site, int[] places, Map<String, Map<String, Double>> commands, BooleanSupplier cancelled)
            throws CommandRefusedException {
        Lookahead ahead = begin(site, places, commands);
        ahead.advance(cancelled);
        return ahead.seen();
    }

    /** Copies the site, for whoever runs the copy ahead bit by bit; what it is given is as for {@link #of}. */
    public Lookahead begin(Site site, int[] places, Map<String, Map<String, Double>> commands)
            throws CommandRefusedException {
        Engine copy = new Engine(site.definition().newPlant());
        copy.restore(site.engine().snapshot());
        for (Map.Entry<String, Map<String, Double>> written : commands.entrySet()) {
            String id = site.device(written.getKey()).id();
            site.command(deviceOf(copy, id), written.getValue());
        }
        Samples samples = new Samples(copy.frames(), places, Durations.seconds(step));
        return new Lookahead(copy, samples, site.steps(horizon));
    }

    private static PlantDevice deviceOf(Engine engine, String id) {
        return engine.plant().devices().stream()
                .filter(device -> device.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
