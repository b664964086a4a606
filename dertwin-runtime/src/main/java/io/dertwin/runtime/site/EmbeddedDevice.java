package io.dertwin.runtime.site;

import io.dertwin.client.ActiveFault;
import io.dertwin.client.DerTwinException;
import io.dertwin.client.DeviceRegister;
import io.dertwin.client.Fault;
import io.dertwin.client.HistoryQuery;
import io.dertwin.client.ModbusEndpoint;
import io.dertwin.client.RegisterAccess;
import io.dertwin.client.SimulatedDevice;
import io.dertwin.client.TelemetrySeries;
import io.dertwin.runtime.device.Point;
import io.dertwin.runtime.engine.PlantDevice;
import io.dertwin.runtime.fault.FaultProfile;
import io.dertwin.runtime.fault.FaultProfiles;
import io.dertwin.runtime.protocol.Endpoint;
import io.dertwin.runtime.protocol.PortPolicy;
import io.dertwin.runtime.recording.Series;
import io.dertwin.runtime.registers.Register;
import io.dertwin.runtime.settings.Durations;
import io.dertwin.runtime.settings.Nearest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
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

    @Override
    public List<DeviceRegister> registers() {
        Refusals.translated(() -> {
            site.ensureOpen(PortPolicy.random());
            return null;
        });
        return site.registers(device).stream()
                .limit(1)
                .flatMap(table -> table.rows().stream())
                .map(EmbeddedDevice::register)
                .toList();
    }

    private static DeviceRegister register(RegisterTable.Row row) {
        Register register = row.register();
        return new DeviceRegister(
                RegisterAccess.Table.valueOf(register.table().name()),
                register.address(),
                register.count(),
                register.encoding().type().text(),
                register.encoding().scale(),
                row.isWritable(),
                row.words(),
                JournalEntries.of(row.value()),
                register.description());
    }

    @Override
    public TelemetrySeries history(HistoryQuery query) {
        List<String> points = query.points().isEmpty() ? allPoints() : query.points();
        return Refusals.translated(() -> series(
                points,
                site.recording()
                        .read(
                                places(points),
                                query.from().orElse(Double.NEGATIVE_INFINITY),
                                query.to().orElse(Double.POSITIVE_INFINITY),
                                query.every().map(Durations::seconds).orElse(0.0))));
    }

    @Override
    public TelemetrySeries forecast(Duration horizon, Duration step, Map<String, Double> commands) {
        Map<String, Map<String, Double>> written = commands.isEmpty() ? Map.of() : Map.of(device.id(), commands);
        return Refusals.translated(() -> {
            int[] places = places(allPoints());
            Series series =
                    new Forecast(horizon, step).of(site, places, written, Thread.currentThread()::isInterrupted);
            return series(allPoints(), series);
        });
    }

    /** A fault is about what a client sees, so there is something for clients to see from now on. */
    @Override
    public ActiveFault inject(Fault fault) {
        return Refusals.translated(() -> {
            site.ensureOpen(PortPolicy.random());
            List<io.dertwin.runtime.fault.Fault> wanted = List.of(FaultSettings.read(fault, device.id()));
            return EmbeddedFault.of(site, site.faults().add(wanted).get(0));
        });
    }

    @Override
    public List<ActiveFault> injectProfile(String profile) {
        return Refusals.translated(() -> {
            site.ensureOpen(PortPolicy.random());
            FaultProfiles profiles = FaultProfiles.standard();
            FaultProfile wanted = profiles.named(profile)
                    .orElseThrow(() -> new UnknownNameException(
                            "there is no fault profile '" + profile + "'" + Nearest.hint(profile, profiles.names())));
            return site.faults().add(wanted.on(device.id())).stream()
                    .<ActiveFault>map(fault -> EmbeddedFault.of(site, fault))
                    .toList();
        });
    }

    private List<String> allPoints() {
        return device.type().points().stream().map(Point::name).toList();
    }

    private int[] places(List<String> points) {
        return points.stream().mapToInt(point -> site.frameIndex(device, point)).toArray();
    }

    private static TelemetrySeries series(List<String> points, Series series) {
        Map<String, double[]> values = new LinkedHashMap<>();
        for (int i = 0; i < points.size(); i++) {
            values.put(points.get(i), series.values()[i]);
        }
        return new TelemetrySeries(series.times(), values);
    }
}
