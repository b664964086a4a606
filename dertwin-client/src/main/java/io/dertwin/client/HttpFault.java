package io.dertwin.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** A fault on a site that is reached over HTTP. */
record HttpFault(ControlChannel channel, String id, String device, String kind) implements ActiveFault {

    static final String PATH = "/api/v1/faults";

    static HttpFault of(ControlChannel channel, JsonNode description) {
        return new HttpFault(
                channel,
                description.path("id").asText(),
                description.path("device").asText(),
                description.path("kind").asText());
    }

    private String path() {
        return PATH + "/" + ControlChannel.encoded(id);
    }

    @Override
    public long hits() {
        return channel.get(path()).path("hits").longValue();
    }

    @Override
    public State state() {
        return State.valueOf(channel.get(path()).path("state").asText().toUpperCase(Locale.ROOT));
    }

    @Override
    public void remove() {
        channel.deleteIfThere(path());
    }
}
