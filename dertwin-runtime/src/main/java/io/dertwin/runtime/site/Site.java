package io.dertwin.runtime.site;

import io.dertwin.runtime.engine.CommandRefusedException;
import io.dertwin.runtime.engine.CommandWrite;
import io.dertwin.runtime.engine.Engine;
import io.dertwin.runtime.engine.FrameLayout;
import io.dertwin.runtime.engine.PlantDevice;
import io.dertwin.runtime.fault.FaultRegistry;
import io.dertwin.runtime.journal.Journal;
import io.dertwin.runtime.protocol.Attachment;
import io.dertwin.runtime.protocol.BoundRegisters;
import io.dertwin.runtime.protocol.Endpoint;
import io.dertwin.runtime.protocol.OpenProtocol;
import io.dertwin.runtime.protocol.PortPolicy;
import io.dertwin.runtime.protocol.Protocol;
import io.dertwin.runtime.protocol.RuntimeVersion;
import io.dertwin.runtime.protocol.Services;
import io.dertwin.runtime.random.RandomStreams;
import io.dertwin.runtime.recording.Recording;
import io.dertwin.runtime.report.Happenings;
import io.dertwin.runtime.report.ReportSource;
import io.dertwin.runtime.report.Reports;
import io.dertwin.runtime.settings.Durations;
import io.dertwin.runtime.settings.Nearest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A site that runs: its plant under an engine, addressed by the names that users know. Whoever serves a site to the
 * outside, in this JVM or over a network, does it through this.
 */
public final class Site implements AutoCloseable {

    private final SiteDefinition definition;
    private final Engine engine;
    private final Stepper stepper;
    private final Journal journal;
    private final FaultRegistry faults;
    private final Recording recording;
    private final Happenings happenings;
    private final Map<String, PlantDevice> devices = new LinkedHashMap<>();
    private final List<OpenProtocol> open = new ArrayList<>();

    /** Builds the site; its clock stands still. */
    public Site(SiteDefinition definition) {
        this.definition = definition;
        this.engine = new Engine(definition.newPlant());
        this.stepper = new Stepper(engine);
        this.journal = new Journal(() -> engine.frames().read(FrameLayout.TIME));
        this.faults = new FaultRegistry(engine, new RandomStreams(definition.seed()));
        this.recording = new Recording(engine, Math.max(1, definition.stepSeconds()), Recording.usualCapacityBytes());
        this.happenings = new Happenings(engine, faults);
        engine.plant().devices().forEach(device -> devices.put(device.id(), device));
    }

    public SiteDefinition definition() {
        return definition;
    }

    public Engine engine() {
        return engine;
    }

    /** What moves the clock on request. */
    public Stepper stepper() {
        return stepper;
    }

    /** What went over the wire. */
    public Journal journal() {
        return journal;
    }

    /** What goes wrong on purpose. */
    public FaultRegistry faults() {
        return faults;
    }

    /** What devices and site were like. */
    public Recording recording() {
        return recording;
    }

    /** What all of that looks like. */
    public Reports reports() {
        return new Reports(new ReportSource(
                definition.name(), definition.seed(), RuntimeVersion.text(), engine, journal, recording, happenings));
    }

    /** Goes back to the beginning, as if nothing had happened yet: state, time, events, faults, journal, recording. */
    public void reset() {
        faults.clear();
        // before the restart, which records the beginning anew
        recording.clear();
        engine.restart(definition.newPlant());
        journal.clear();
        happenings.clear();
    }

    public List<PlantDevice> devices() {
        return List.copyOf(devices.values());
    }

    /**
     * The device of this name.
     *
     * @throws UnknownNameException naming the nearest one
     */
    public PlantDevice device(String id) {
        PlantDevice device = devices.get(id);
        if (device == null) {
            throw new UnknownNameException("there is no device '" + id + "' on site '" + definition.name() + "'"
                    + Nearest.hint(id, devices.keySet()));
        }
        return device;
    }

    /**
     * Opens the listeners of all devices.
     *
     * @throws IOException if one cannot be opened; none is open then
     */
    public synchronized void open(PortPolicy ports) throws IOException {
        Map<Protocol, List<Attachment>> attachments = new LinkedHashMap<>();
        for (SiteDefinition.Asset asset : definition.assets()) {
            for (SiteDefinition.ProtocolBinding bound : asset.bindings()) {
                attachments
                        .computeIfAbsent(bound.protocol(), protocol -> new ArrayList<>())
                        .add(new Attachment(devices.get(asset.id()), bound.binding()));
            }
        }
        Services services = new Services(engine, journal, faults, ports);
        try {
            for (Map.Entry<Protocol, List<Attachment>> entry : attachments.entrySet()) {
                open.add(entry.getKey().open(entry.getValue(), services));
            }
        } catch (IOException e) {
            closeListeners();
            throw e;
        }
    }

    /** Opens the listeners of all devices unless they are open already. */
    synchronized void ensureOpen(PortPolicy ports) throws IOException {
        if (open.isEmpty()) {
            open(ports);
        }
    }

    /** Where a device is reached; empty unless listeners are open. */
    public synchronized List<Endpoint> endpoints(PlantDevice device) {
        return open.stream()
                .flatMap(protocol -> protocol.endpoints(device.id()).stream())
                .toList();
    }

    /** What clients find in a device's registers, a table for each of its bindings; empty unless listeners are open. */
    public List<RegisterTable> registers(PlantDevice device) {
        return RegisterTable.read(engine, bindings(device));
    }

    private synchronized List<BoundRegisters> bindings(PlantDevice device) {
        return open.stream()
                .flatMap(protocol -> protocol.registers(device.id()).stream())
                .toList();
    }

    /** All that a device reports, of one tick. */
    public Map<String, Double> telemetry(PlantDevice device) {
        double[] values = new double[device.type().points().size()];
        engine.frames().read(device.frameOffset(), values.length, values);
        Map<String, Double> telemetry = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            telemetry.put(device.type().points().get(i).name(), values[i]);
        }
        return telemetry;
    }

    /** Where a device's point stands in a frame. */
    public int frameIndex(PlantDevice device, String point) {
        List<String> names =
                device.type().points().stream().map(one -> one.name()).toList();
        return device.frameOffset() + index(names, point, device, "point");
    }

    /**
     * Reads a condition, for example {@code bess-1.system_soc >= 80 and time < 36000}.
     *
     * @throws IllegalArgumentException saying where it is none
     * @throws UnknownNameException if it names something that the site does not have
     */
    public Condition condition(String text) {
        return new Condition(text, engine.frames(), ConditionParser.parse(text, new Places(this)::of));
    }

    /** Writes commands as the EMS would, all at once. */
    public CommandWrite command(PlantDevice device, Map<String, Double> values) throws CommandRefusedException {
        List<String> names =
                device.type().commands().stream().map(one -> one.name()).toList();
        int[] commands = values.keySet().stream()
                .mapToInt(name -> index(names, name, device, "command"))
                .toArray();
        return device.commands()
                .write(
                        commands,
                        values.values().stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray());
    }

    /** Puts points of a device into a state at once; says why not if it cannot, and then changes nothing more. */
    public Optional<String> arrange(PlantDevice device, Map<String, Double> values) {
        values.keySet().forEach(point -> frameIndex(device, point));
        return engine.arrange(device, values);
    }

    /** How many steps a duration holds, at least one if it is positive at all. */
    public long steps(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time does not run backwards: " + duration);
        }
        double seconds = Durations.seconds(duration);
        return (long) Math.ceil(seconds / definition.stepSeconds() - 1e-9);
    }

    /** Closes all listeners and stops the clock. */
    @Override
    public void close() {
        closeListeners();
        engine.close();
    }

    private synchronized void closeListeners() {
        open.forEach(OpenProtocol::close);
        open.clear();
    }

    private static int index(List<String> names, String name, PlantDevice device, String kind) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new UnknownNameException("'" + device.id() + "', a "
                    + device.type().name() + ", has no " + kind + " '" + name + "'" + Nearest.hint(name, names));
        }
        return index;
    }
}
