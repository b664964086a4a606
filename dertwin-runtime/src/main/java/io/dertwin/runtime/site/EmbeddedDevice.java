package io.dertwin.runtime.site;

import io.dertwin.client.DerTwinException;
import io.dertwin.client.ModbusEndpoint;
import io.dertwin.client.SimulatedDevice;
import io.dertwin.runtime.engine.PlantDevice;
import io.dertwin.runtime.protocol.Endpoint;
import io.dertwin.runtime.protocol.PortPolicy;
import java.util.Map;

/** A device of a site in this JVM. */
record EmbeddedDevice(Site site, PlantDevice device) implements SimulatedDevice {

    @Override
    public String id() {
        return device.id();
    }

    @Override
    public String type() {
        return device.type().name();
    }

    @Override
    public double telemetry(String point) {
        return Refusals.translated(() -> site.engine().frames().read(site.frameIndex(device, point)));
    }

    @Override
    public Map<String, Double> telemetry() {
        return site.telemetry(device);
    }

    @Override
    public void command(String point, double value) {
        command(Map.of(point, value));
    }

    @Override
    public void command(Map<String, Double> values) {
        Refusals.translated(() -> site.command(device, values));
    }

    @Override
    public void set(String point, double value) {
        Refusals.translated(() -> site.arrange(device, Map.of(point, value))).ifPresent(refusal -> {
            throw new DerTwinException(device.id() + ": " + refusal);
        });
    }

    @Override
    public ModbusEndpoint modbus() {
        Refusals.translated(() -> {
            site.ensureOpen(PortPolicy.random());
            return null;
        });
        Endpoint endpoint = site.endpoints(device).stream()
                .findFirst()
                .orElseThrow(() -> new DerTwinException("'" + device.id() + "' has no Modbus binding: give it one under"
                        + " \"protocols\" in " + site.definition().file()));
        return new ModbusEndpoint(endpoint.host(), endpoint.port(), endpoint.unitId());
    }
}
