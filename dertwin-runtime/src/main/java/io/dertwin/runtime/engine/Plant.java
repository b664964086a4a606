package io.dertwin.runtime.engine;

import io.dertwin.runtime.device.Device;
import io.dertwin.runtime.device.MeteringDevice;
import io.dertwin.runtime.device.PowerDevice;
import io.dertwin.runtime.environment.Environment;
import io.dertwin.runtime.environment.PowerBalance;
import io.dertwin.runtime.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The simulated site: devices, environment and balance, and the order in which a tick moves them. Not thread-safe; the
 * {@link Engine} sees to it that one thread at a time is in here.
 */
public final class Plant {

    /** Up to here doubles, in which published states count, know every whole number. */
    private static final long MOST_TICKS = 1L << 53;

    private final double startTime;
    private final double stepSeconds;
    private final Environment environment;
    private final PowerBalance balance;
    private final List<PlantDevice> devices = new ArrayList<>();
    private final PowerDevice[] powerDevices;
    private final MeteringDevice[] meteringDevices;
    private final CommandQueue queue = new CommandQueue();
    private final Lapses lapses = new Lapses();
    private final Disturbances disturbances;
    private final FrameLayout layout;

    private long ticks;

    /**
     * @param startTime simulated seconds since midnight at which the first tick begins
     * @param stepSeconds length of a tick
     */
    public Plant(
            double startTime,
            double stepSeconds,
            Environment environment,
            PowerBalance balance,
            List<NamedDevice> namedDevices) {
        this.startTime = startTime;
        this.stepSeconds = stepSeconds;
        this.environment = environment;
        this.balance = balance;
        int offset = FrameLayout.SITE_VALUES;
        for (NamedDevice named : namedDevices) {
            devices.add(new PlantDevice(
                    named.id(), named.device(), offset, new CommandPort(named.id(), named.device(), queue, lapses)));
            offset += named.device().type().points().size();
        }
        this.layout = new FrameLayout(offset);
        this.disturbances = new Disturbances(devices);
        this.powerDevices = only(PowerDevice.class).toArray(PowerDevice[]::new);
        this.meteringDevices = only(MeteringDevice.class).toArray(MeteringDevice[]::new);
        settle();
    }

    /** A device and the name the site gives it. */
    public record NamedDevice(String id, Device device) {}

    private void settle() {
        environment.start(startTime);
        for (PlantDevice device : devices) {
            device.device().start(environment);
        }
        balance.settle(generatedKw(), 0);
        for (MeteringDevice meter : meteringDevices) {
            meter.measure(environment, balance, 0);
        }
    }

    /** Moves the site from {@code t} to {@code t + dt}. */
    void tick() {
        takeCommands();
        disturbances.apply(time());
        environment.step(time(), stepSeconds);
        for (PowerDevice device : powerDevices) {
            device.step(environment, stepSeconds);
        }
        balance.settle(generatedKw(), stepSeconds);
        for (MeteringDevice meter : meteringDevices) {
            meter.measure(environment, balance, stepSeconds);
        }
        ticks++;
    }

    private void takeCommands() {
        for (int i = 0; i < devices.size(); i++) {
            devices.get(i).commands().fallBack(ticks);
        }
        queue.applyAll(ticks);
    }

    private double generatedKw() {
        double sum = 0;
        for (PowerDevice device : powerDevices) {
            sum += device.activePowerKw();
        }
        return sum;
    }

    /** Simulated seconds since midnight of day 0: a product of whole ticks, so that it never drifts. */
    public double time() {
        return startTime + ticks * stepSeconds;
    }

    public long ticks() {
        return ticks;
    }

    public double stepSeconds() {
        return stepSeconds;
    }

    /**
     * Disturbs a device from now on, or from when the disturbance begins.
     *
     * @return why not, if the device does not take it
     */
    public Optional<String> disturb(Disturbance disturbance) {
        return disturbances.add(disturbance, time());
    }

    /** Ends the disturbance of this name, if there is one. */
    public void undisturb(String name) {
        disturbances.remove(name, time());
    }

    /** Whether there are lapses that nobody has taken yet. */
    public boolean hasLapses() {
        return lapses.any();
    }

    /** What has run out since this was last asked, oldest first. */
    public List<Lapse> takeLapses() {
        return lapses.take();
    }

    public List<PlantDevice> devices() {
        return devices;
    }

    public Environment environment() {
        return environment;
    }

    public FrameLayout layout() {
        return layout;
    }

    /** Writes the whole published state. */
    void publish(double[] frame) {
        frame[FrameLayout.TICKS] = ticks;
        frame[FrameLayout.TIME] = time();
        frame[FrameLayout.GRID_FREQUENCY] = environment.frequencyHz();
        frame[FrameLayout.GRID_VOLTAGE] = environment.voltageLineToLine();
        frame[FrameLayout.GRID_POWER] = balance.gridKw();
        frame[FrameLayout.LOAD_POWER] = balance.loadKw();
        frame[FrameLayout.IRRADIANCE] = environment.irradiance();
        frame[FrameLayout.AMBIENT_TEMPERATURE] = environment.ambientOr(Double.NaN);
        for (int i = 0; i < devices.size(); i++) {
            PlantDevice device = devices.get(i);
            device.device().publish(frame, device.frameOffset());
        }
    }

    void exchange(State state) {
        ticks = state.integer("ticks", ticks);
        state.require("ticks", ticks >= 0 && ticks <= MOST_TICKS, "0 to " + MOST_TICKS);
        environment.exchange(state.section("environment"));
        balance.exchange(state.section("balance"));
        State parts = state.section("devices");
        for (PlantDevice device : devices) {
            State part = parts.section(device.id());
            device.device().exchange(part);
            device.commands().exchange(part.section("commands"));
        }
        disturbances.exchange(state.section("disturbances"));
        queue.exchange(
                state.section("pending"),
                devices.stream().map(PlantDevice::commands).toList());
    }

    private <T extends Device> List<T> only(Class<T> role) {
        return devices.stream()
                .map(PlantDevice::device)
                .filter(role::isInstance)
                .map(role::cast)
                .toList();
    }
}
