package io.dertwin.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** The grid and the weather of a site that is reached over HTTP. */
record HttpGrid(ControlChannel channel) implements Grid {

    private static final String EVENTS = "/api/v1/events";

    @Override
    public double frequencyHz() {
        return reading("frequency_hz");
    }

    @Override
    public double voltageV() {
        return reading("voltage_v");
    }

    @Override
    public double powerKw() {
        return reading("power_kw");
    }

    private double reading(String name) {
        return HttpDevice.number(channel.get("/api/v1/grid").path(name));
    }

    @Override
    public void frequencyStep(double deltaHz, Duration duration) {
        begin(event("frequency", duration).put("delta_hz", deltaHz).put("shape", "step"));
    }

    @Override
    public void frequencyRamp(double deltaHz, Duration duration) {
        begin(event("frequency", duration).put("delta_hz", deltaHz).put("shape", "ramp"));
    }

    @Override
    public void voltageStep(double delta, Duration duration) {
        begin(event("voltage", duration).put("delta", delta).put("shape", "step"));
    }

    @Override
    public void voltageRamp(double delta, Duration duration) {
        begin(event("voltage", duration).put("delta", delta).put("shape", "ramp"));
    }

    @Override
    public void irradiance(double wattsPerSquareMetre, Duration duration) {
        begin(event("irradiance", duration).put("value", wattsPerSquareMetre));
    }

    @Override
    public void ambientTemperature(double celsius, Duration duration) {
        begin(event("ambient_temperature", duration).put("value", celsius));
    }

    @Override
    public void clearEvents() {
        channel.delete(EVENTS);
    }

    private static ObjectNode event(String kind, Duration duration) {
        return ControlChannel.object().put("kind", kind).put("duration", duration.toString());
    }

    private void begin(ObjectNode event) {
        channel.post(EVENTS, event);
    }
}
