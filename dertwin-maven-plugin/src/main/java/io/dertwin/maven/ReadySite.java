package io.dertwin.maven;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a site says of itself, in its ready file, once every listener is up.
 *
 * @param version version of the simulator
 * @param siteName the name in the site file
 * @param control where the control channel is
 * @param devices the devices and how to reach them
 */
record ReadySite(String version, String siteName, Control control, List<Device> devices) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** The control channel. */
    record Control(URI url) {}

    /** A device; its endpoints are in the order of the site file. */
    record Device(String id, String type, List<Endpoint> endpoints) {

        /** The endpoint that stands for the device where only one can. */
        Optional<Endpoint> mainEndpoint() {
            return endpoints.stream().findFirst();
        }

        Optional<Endpoint> serialEndpoint() {
            return endpoints.stream()
                    .filter(endpoint -> endpoint.bridgePort() != null)
                    .findFirst();
        }
    }

    /**
     * One way to reach a device.
     *
     * @param port TCP port; of a serial line that of its bridge
     * @param serialPort path of the serial device; null for TCP, and for one in a container
     * @param bridgePort TCP port that carries the serial line's frames; null for TCP
     */
    record Endpoint(String kind, String host, int port, int unitId, String serialPort, Integer bridgePort) {

        /** For the build's log. */
        String describe() {
            String place = serialPort == null ? host + ":" + port : serialPort + ", bridged to " + host + ":" + port;
            return kind + " " + place + ", unit " + unitId;
        }
    }

    /** The way to talk to it. */
    ControlChannel channel(Optional<String> token) {
        return new ControlChannel(control.url(), token);
    }

    /**
     * Asks a running site for the same over its control channel.
     *
     * @param reached where an endpoint is reached that the site knows by another host and port
     */
    static ReadySite ask(ControlChannel channel, UnaryOperator<Endpoint> reached) throws IOException {
        JsonNode health = channel.get("/health");
        List<Device> devices = new ArrayList<>();
        for (Device device : JSON.convertValue(channel.get("/api/v1/devices"), Device[].class)) {
            List<Endpoint> endpoints = device.endpoints().stream().map(reached).toList();
            devices.add(new Device(device.id(), device.type(), endpoints));
        }
        return new ReadySite(
                health.path("version").asText(),
                health.path("site_name").asText(),
                new Control(channel.url()),
                devices);
    }

    static ReadySite parse(String json) {
        try {
            return JSON.readValue(json, ReadySite.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the simulator's ready file cannot be read: " + e.getMessage(), e);
        }
    }
}
