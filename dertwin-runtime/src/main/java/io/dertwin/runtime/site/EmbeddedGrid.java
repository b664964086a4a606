package io.dertwin.runtime.site;

import io.dertwin.client.Grid;
import io.dertwin.runtime.engine.Engine;
import io.dertwin.runtime.engine.FrameLayout;
import io.dertwin.runtime.environment.GridEvent;
import io.dertwin.runtime.environment.GridEvent.Kind;
import io.dertwin.runtime.environment.GridEvent.Shape;
import io.dertwin.runtime.settings.Durations;
import java.time.Duration;

/** The grid and the weather of a site in this JVM. */
record EmbeddedGrid(Engine engine) implements Grid {

    @Override
    public double frequencyHz() {
        return engine.frames().read(FrameLayout.GRID_FREQUENCY);
    }

    @Override
    public double voltageV() {
        return engine.frames().read(FrameLayout.GRID_VOLTAGE);
    }

    @Override
    public double powerKw() {
        return engine.frames().read(FrameLayout.GRID_POWER);
    }

    @Override
    public void frequencyStep(double deltaHz, Duration duration) {
        begin(Kind.FREQUENCY, deltaHz, Shape.STEP, duration);
    }

    @Override
    public void frequencyRamp(double deltaHz, Duration duration) {
        begin(Kind.FREQUENCY, deltaHz, Shape.RAMP, duration);
    }

    @Override
    public void voltageStep(double delta, Duration duration) {
        begin(Kind.VOLTAGE, delta, Shape.STEP, duration);
    }

    @Override
    public void voltageRamp(double delta, Duration duration) {
        begin(Kind.VOLTAGE, delta, Shape.RAMP, duration);
    }

    @Override
    public void irradiance(double wattsPerSquareMetre, Duration duration) {
        begin(Kind.IRRADIANCE, wattsPerSquareMetre, Shape.STEP, duration);
    }

    @Override
    public void ambientTemperature(double celsius, Duration duration) {
        begin(Kind.AMBIENT_TEMPERATURE, celsius, Shape.STEP, duration);
    }

    @Override
    public void clearEvents() {
        engine.between(plant -> {
            plant.environment().events().clear();
            return null;
        });
    }

    private void begin(Kind kind, double magnitude, Shape shape, Duration duration) {
        double seconds = Durations.seconds(duration);
        Refusals.translated(() -> engine.between(plant ->
                plant.environment().events().add(new GridEvent(kind, magnitude, shape, plant.time(), seconds))));
    }
}
