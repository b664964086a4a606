package io.dertwin.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A device of a site that is reached over HTTP. */
record HttpDevice(ControlChannel channel, String id, String type, Optional<ModbusEndpoint> endpoint)
        implements SimulatedDevice {

    static HttpDevice of(ControlChannel channel, JsonNode description) {
        JsonNode first = description.path("endpoints").path(0);
        Optional<ModbusEndpoint> endpoint = first.isMissingNode()
                ? Optional.empty()
                : Optional.of(new ModbusEndpoint(
                        reachable(first.path("host").asText(), channel.root()),
                        first.path("port").asInt(),
                        first.path("unit_id").asInt()));
        return new HttpDevice(
                channel,
                description.path("id").asText(),
                description.path("type").asText(),
                endpoint);
    }

    /** What the site calls its own machine is, from elsewhere, the machine that its control channel is on. */
    private static String reachable(String host, URI control) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress() ? control.getHost() : host;
        } catch (UnknownHostException e) {
            return host;
        }
    }

    /** The same device, reached elsewhere. */
    HttpDevice at(ModbusEndpoint elsewhere) {
        return new HttpDevice(channel, id, type, Optional.of(elsewhere));
    }

    static String path(String id) {
        return "/api/v1/devices/" + ControlChannel.encoded(id);
    }

    @Override
    public double telemetry(String point) {
        return number(channel.get(path(id) + "?points=" + ControlChannel.encoded(point))
                .path("telemetry")
                .path(point));
    }

    @Override
    public Map<String, Double> telemetry() {
        Map<String, Double> telemetry = new LinkedHashMap<>();
        channel.get(path(id))
                .path("telemetry")
                .properties()
                .forEach(point -> telemetry.put(point.getKey(), number(point.getValue())));
        return telemetry;
    }

    /** A value that is no number comes as null, as JSON has no other way. */
    static double number(JsonNode value) {
        return value.isNumber() ? value.doubleValue() : Double.NaN;
    }

    @Override
    public void command(String point, double value) {
        command(Map.of(point, value));
    }

    @Override
    public void command(Map<String, Double> values) {
        ObjectNode body = ControlChannel.object();
        body.set("commands", numbers(values));
        channel.post("/api/v1/control/" + ControlChannel.encoded(id), body);
    }

    @Override
    public void set(String point, double value) {
        channel.patch(path(id) + "/state", numbers(Map.of(point, value)));
    }

    private static ObjectNode numbers(Map<String, Double> values) {
        ObjectNode numbers = ControlChannel.object();
        values.forEach(numbers::put);
        return numbers;
    }

    @Override
    public ModbusEndpoint modbus() {
        return endpoint.orElseThrow(() -> new DerTwinException(
                "'" + id + "' cannot be reached by Modbus: its site file gives it no binding under \"protocols\""));
    }

    @Override
    public List<DeviceRegister> registers() {
        JsonNode registers = channel.get(path(id) + "/registers").at("/bindings/0/registers");
        return StreamSupport.stream(registers.spliterator(), false)
                .map(HttpDevice::register)
                .toList();
    }

    private static DeviceRegister register(JsonNode json) {
        return new DeviceRegister(
                RegisterAccess.Table.valueOf(json.path("table").asText().toUpperCase(Locale.ROOT)),
                json.path("address").asInt(),
                json.path("count").asInt(),
                json.path("type").asText(),
                json.path("scale").asDouble(),
                json.path("writable").asBoolean(),
                StreamSupport.stream(json.path("words").spliterator(), false)
                        .map(JsonNode::asInt)
                        .toList(),
                value(json),
                json.path("description").asText());
    }

    private static RegisterValue value(JsonNode json) {
        JsonNode value = json.path("value");
        return new RegisterValue(
                json.path("name").asText(),
                Optional.ofNullable(json.path("internal_name").textValue()),
                json.path("address").asInt(),
                number(value),
                Optional.ofNullable(value.textValue()),
                json.path("unit").asText(),
                Optional.ofNullable(json.path("option").textValue()));
    }

    @Override
    public TelemetrySeries history(HistoryQuery query) {
        return new HttpHistory(channel, id).read(query);
    }

    @Override
    public TelemetrySeries forecast(Duration horizon, Duration step, Map<String, Double> commands) {
        ObjectNode body =
                ControlChannel.object().put("duration", horizon.toString()).put("step", step.toString());
        if (!commands.isEmpty()) {
            body.set("commands", numbers(commands));
        }
        return HttpHistory.series(channel.post("/api/v1/forecast/" + ControlChannel.encoded(id), body));
    }

    @Override
    public ActiveFault inject(Fault fault) {
        ObjectNode body = ControlChannel.object();
        fault.settings().forEach(body::putPOJO);
        return HttpFault.of(channel, channel.post(HttpFault.PATH, body.put("device", id)));
    }

    @Override
    public List<ActiveFault> injectProfile(String profile) {
        ObjectNode body = ControlChannel.object().put("device", id);
        JsonNode faults = channel.post("/api/v1/fault-profiles/" + ControlChannel.encoded(profile), body);
        return StreamSupport.stream(faults.spliterator(), false)
                .<ActiveFault>map(fault -> HttpFault.of(channel, fault))
                .toList();
    }
}
