package io.dertwin.runtime.testing;

import static io.dertwin.runtime.testing.TestSettings.block;

import io.dertwin.runtime.device.DeviceType;
import io.dertwin.runtime.device.DeviceTypes;
import io.dertwin.runtime.engine.CommandRefusedException;
import io.dertwin.runtime.engine.Engine;
import io.dertwin.runtime.engine.FrameLayout;
import io.dertwin.runtime.engine.Plant;
import io.dertwin.runtime.engine.PlantDevice;
import io.dertwin.runtime.environment.EnvironmentSettings;
import io.dertwin.runtime.environment.GridEvent;
import io.dertwin.runtime.random.RandomStreams;
import io.dertwin.runtime.settings.Problems;
import io.dertwin.runtime.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A site for tests of the physics: an engine and devices, told and read by name.
 *
 * <pre>{@code
 * TestSite site = TestSite.describe().device("bess-1", "bess", block("capacity_kwh", 10)).build();
 * site.command("bess-1", "start_stop_standby", 1);
 * site.advance(60);
 * assertThat(site.read("bess-1", "active_power")).isZero();
 * }</pre>
 */
public final class TestSite {

    private final Engine engine;
    private final Plant plant;

    private TestSite(Plant plant) {
        this.plant = plant;
        this.engine = new Engine(plant);
    }

    public static Description describe() {
        return new Description();
    }

    /** Two batteries, PV, a CHP unit and a meter on a noisy grid, starting at noon. */
    public static Description fullSite() {
        return describe()
                .startHour(12)
                .model("power", block("base_load_w", 50_000))
                .model("irradiance", block("peak", 1000, "sunrise", 6, "sunset", 18))
                .model("ambient_temperature", block("mean", 25, "amplitude", 10, "peak_hour", 15))
                .model("grid_frequency", block("nominal_hz", 50, "noise_std", 0.002, "drift_std", 0.0002, "seed", 42))
                .model("grid_voltage", block("nominal_v_ll", 400, "noise_std", 0.5, "drift_std", 0.05, "seed", 42))
                .device("bess-1", "bess", battery(100, 60, 50, 10))
                .device("bess-2", "bess", battery(50, 40, 25, 5))
                .device("inverter-1", "inverter", block("rated_kw", 30))
                .device("chp-1", "chp", block("rated_kw", 4000))
                .device("energy-meter-1", "energy_meter", block());
    }

    private static Map<String, Object> battery(double capacityKwh, double soc, double powerKw, double rampKwPerS) {
        return block(
                "capacity_kwh",
                capacityKwh,
                "initial_soc",
                soc,
                "max_charge_kw",
                powerKw,
                "max_discharge_kw",
                powerKw,
                "ramp_rate_kw_per_s",
                rampKwPerS);
    }

    public Engine engine() {
        return engine;
    }

    public double stepSeconds() {
        return plant.stepSeconds();
    }

    public double time() {
        return engine.frames().read(FrameLayout.TIME);
    }

    /** Advances by whole ticks that make up so many seconds. */
    public void advance(double seconds) {
        ticks(Math.round(seconds / plant.stepSeconds()));
    }

    public void ticks(long count) {
        engine.advance(count, () -> false);
    }

    public double read(String device, String point) {
        return engine.frames().read(index(device, point));
    }

    public double gridPower() {
        return engine.frames().read(FrameLayout.GRID_POWER);
    }

    /** Where the point stands in a frame. */
    public int index(String device, String point) {
        PlantDevice found = device(device);
        return found.frameOffset() + position(names(found.type()), point);
    }

    /** Writes a command that the device must take. */
    public void command(String device, String command, double value) {
        tryCommand(device, command, value).ifPresent(refusal -> {
            throw new AssertionError(refusal);
        });
    }

    /** Writes a command; the answer is why it was refused, if it was. */
    public Optional<String> tryCommand(String device, String command, double value) {
        PlantDevice found = device(device);
        try {
            found.commands().write(new int[] {commandIndex(found, command)}, new double[] {value});
            return Optional.empty();
        } catch (CommandRefusedException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** What a command register reads. */
    public double written(String device, String command) {
        PlantDevice found = device(device);
        return found.commands().written(commandIndex(found, command));
    }

    /** Puts a point to a value that the device must take. */
    public void set(String device, String point, double value) {
        trySet(device, point, value).ifPresent(refusal -> {
            throw new AssertionError(refusal);
        });
    }

    /** Puts a point to a value; the answer is why it was refused, if it was. */
    public Optional<String> trySet(String device, String point, double value) {
        return engine.arrange(device(device), Map.of(point, value));
    }

    /** Adds an event that begins so many seconds from now. */
    public void event(
            GridEvent.Kind kind, double magnitude, GridEvent.Shape shape, double inSeconds, double durationSeconds) {
        engine.between(current -> {
            double start = current.time() + inSeconds;
            current.environment().events().add(new GridEvent(kind, magnitude, shape, start, durationSeconds));
            return null;
        });
    }

    public PlantDevice device(String id) {
        return plant.devices().stream()
                .filter(device -> device.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no device " + id));
    }

    private static int commandIndex(PlantDevice device, String command) {
        return position(device.type().commands().stream().map(one -> one.name()).toList(), command);
    }

    private static List<String> names(DeviceType type) {
        return type.points().stream().map(point -> point.name()).toList();
    }

    private static int position(List<String> names, String name) {
        if (!names.contains(name)) {
            throw new AssertionError("no '" + name + "' among " + names);
        }
        return names.indexOf(name);
    }

    /** What a site is made of; the same description builds the same site again. */
    public static final class Description {

        private record Asset(String id, String type, Map<String, Object> settings) {}

        private final Map<String, Object> models = new LinkedHashMap<>();
        private final List<Asset> assets = new ArrayList<>();
        private double stepSeconds = 0.1;
        private double startHour;
        private long seed;

        public Description step(double seconds) {
            stepSeconds = seconds;
            return this;
        }

        public Description startHour(double hour) {
            startHour = hour;
            return this;
        }

        public Description seed(long value) {
            seed = value;
            return this;
        }

        public Description model(String name, Map<String, Object> settings) {
            models.put(name, settings);
            return this;
        }

        public Description device(String id, String type, Map<String, Object> settings) {
            assets.add(new Asset(id, type, settings));
            return this;
        }

        public TestSite build() {
            Problems problems = new Problems();
            RandomStreams streams = new RandomStreams(seed);
            Optional<Settings> external =
                    models.isEmpty() ? Optional.empty() : Optional.of(TestSettings.of(models, problems));
            List<Plant.NamedDevice> devices = assets.stream()
                    .map(asset -> named(asset, streams, problems))
                    .toList();
            Plant plant = new Plant(
                    startHour * 3600,
                    stepSeconds,
                    EnvironmentSettings.environment(external, streams),
                    EnvironmentSettings.balance(external),
                    devices);
            problems.throwIfAny();
            return new TestSite(plant);
        }

        private static Plant.NamedDevice named(Asset asset, RandomStreams streams, Problems problems) {
            Settings settings = TestSettings.of(asset.settings(), problems);
            DeviceType type = DeviceTypes.standard().named(asset.type()).orElseThrow();
            Plant.NamedDevice device = new Plant.NamedDevice(asset.id(), type.create(asset.id(), settings, streams));
            settings.rejectUnknownKeys();
            return device;
        }
    }
}
