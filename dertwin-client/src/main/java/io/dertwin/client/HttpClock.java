package io.dertwin.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;

/** The clock of a site that is reached over HTTP. */
record HttpClock(ControlChannel channel) implements SiteClock {

    private static final String PATH = "/api/v1/clock";

    @Override
    public ClockMode mode() {
        return ClockMode.valueOf(channel.get(PATH).path("mode").asText().toUpperCase(Locale.ROOT));
    }

    @Override
    public double speed() {
        JsonNode speed = channel.get(PATH).path("speed");
        return speed.isNumber() ? speed.doubleValue() : AS_FAST_AS_POSSIBLE;
    }

    @Override
    public double time() {
        return channel.get(PATH).path("time").doubleValue();
    }

    @Override
    public long ticks() {
        return channel.get(PATH).path("ticks").longValue();
    }

    @Override
    public double stepSeconds() {
        return channel.get(PATH).path("step").doubleValue();
    }

    @Override
    public void advance(Duration duration) {
        advance(ControlChannel.object().put("duration", duration.toString()));
    }

    @Override
    public void advance(long steps) {
        advance(ControlChannel.object().put("steps", steps));
    }

    @Override
    public void advance(Duration duration, Pace pace) {
        advance(ControlChannel.object()
                .put("duration", duration.toString())
                .put("every", pace.slice().toString())
                .put("pace", pace.pause().toString()));
    }

    @Override
    public boolean advanceUntil(String condition, Duration limit) {
        return advance(ControlChannel.object().put("until", condition).put("limit", limit.toString()))
                .path("met")
                .booleanValue();
    }

    @Override
    public boolean advanceUntil(String device, String point, ValueMatcher matcher, Duration limit) {
        return advanceUntil(device + "." + point + " " + matcher, limit);
    }

    private JsonNode advance(ObjectNode how) {
        return channel.post(PATH + "/advance", how);
    }

    @Override
    public void follow(double speed) {
        ObjectNode mode = ControlChannel.object().put("mode", "realtime");
        mode(speed == AS_FAST_AS_POSSIBLE ? mode.put("speed", "max") : mode.put("speed", speed));
    }

    @Override
    public void stepped() {
        mode(ControlChannel.object().put("mode", "stepped"));
    }

    @Override
    public void pause() {
        mode(ControlChannel.object().put("mode", "paused"));
    }

    private void mode(ObjectNode mode) {
        channel.post(PATH + "/mode", mode);
    }
}
