package io.dertwin.runtime.site;

import io.dertwin.runtime.device.DeviceType;
import io.dertwin.runtime.engine.Plant;
import io.dertwin.runtime.environment.EnvironmentSettings;
import io.dertwin.runtime.protocol.Binding;
import io.dertwin.runtime.protocol.PortPolicy;
import io.dertwin.runtime.protocol.Protocol;
import io.dertwin.runtime.protocol.ReferencedFile;
import io.dertwin.runtime.random.RandomStreams;
import io.dertwin.runtime.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a site file says, checked. Any number of plants can be built from it, all alike.
 *
 * @param file the file as the user named it
 * @param name the site's name
 * @param seed root of every random stream
 * @param stepSeconds length of a tick
 * @param startTime simulated seconds since midnight at which it starts
 * @param realTime whether the clock follows wall time; empty if the file does not say
 * @param speed simulated seconds per wall second while it follows wall time
 * @param control where the control channel listens
 * @param models the file's {@code external_models}
 * @param assets the devices
 */
public record SiteDefinition(
        String file,
        String name,
        long seed,
        double stepSeconds,
        double startTime,
        Optional<Boolean> realTime,
        double speed,
        Control control,
        Optional<Settings> models,
        List<Asset> assets) {

    /**
     * A device as the site file describes it.
     *
     * @param id its name on the site
     * @param type what it is
     * @param settings its parameters
     * @param bindings how it can be reached
     */
    public record Asset(String id, DeviceType type, Settings settings, List<ProtocolBinding> bindings) {}

    /** A binding and the protocol that it is of. */
    public record ProtocolBinding(Protocol protocol, Binding binding) {}

    /**
     * A TCP port.
     *
     * @param reached who is reached there, as a user would say it: {@code bess-1: modbus_tcp port 55001 unit 1}
     */
    public record TcpListener(int port, List<String> reached) {}

    /** Where the control channel listens; a token, if there is one, must come with every request. */
    public record Control(int port, String bind, Optional<String> token) {}

    /** The TCP ports on which its devices will be reached, for whoever has to publish them beforehand. */
    public List<Integer> tcpPorts(PortPolicy ports) {
        return tcpListeners(ports).stream().map(TcpListener::port).toList();
    }

    /** The same, and whom one reaches there. */
    public List<TcpListener> tcpListeners(PortPolicy ports) {
        Map<Protocol, List<Binding>> byProtocol = new LinkedHashMap<>();
        assets.stream()
                .flatMap(asset -> asset.bindings().stream())
                .forEach(bound -> byProtocol
                        .computeIfAbsent(bound.protocol(), protocol -> new ArrayList<>())
                        .add(bound.binding()));
        return byProtocol.entrySet().stream()
                .flatMap(entry -> entry.getKey().tcpPorts(entry.getValue(), ports).stream())
                .map(port -> new TcpListener(port.number(), reachedBy(port.bindings())))
                .toList();
    }

    private List<String> reachedBy(List<Binding> bindings) {
        return assets.stream()
                .flatMap(asset -> asset.bindings().stream()
                        .map(ProtocolBinding::binding)
                        .filter(bindings::contains)
                        .map(binding -> asset.id() + ": " + binding.description()))
                .toList();
    }

    /** The files that it consists of beside the site file itself, each once. */
    public List<ReferencedFile> files() {
        return assets.stream()
                .flatMap(asset -> asset.bindings().stream())
                .flatMap(bound -> bound.binding().files().stream())
                .distinct()
                .toList();
    }

    /** Builds the site's devices and surroundings, in the state in which the site starts. */
    public Plant newPlant() {
        RandomStreams streams = new RandomStreams(seed);
        return new Plant(
                startTime,
                stepSeconds,
                EnvironmentSettings.environment(models, streams),
                EnvironmentSettings.balance(models),
                assets.stream()
                        .map(asset -> new Plant.NamedDevice(
                                asset.id(), asset.type().create(asset.id(), asset.settings(), streams)))
                        .toList());
    }
}
