package io.dertwin.runtime.extension;

import io.dertwin.runtime.device.CommandPoint;
import io.dertwin.runtime.device.Device;
import io.dertwin.runtime.device.DeviceType;
import io.dertwin.runtime.device.Point;
import io.dertwin.runtime.device.PowerDevice;
import io.dertwin.runtime.environment.Environment;
import io.dertwin.runtime.random.RandomStreams;
import io.dertwin.runtime.settings.Settings;
import io.dertwin.runtime.state.State;
import java.util.List;
import java.util.Optional;

/** A device type as CONTRIBUTING.md has somebody add it: a heat pump that is on or off. */
final class HeatPump implements PowerDevice {

    private final Type type;
    private final double ratedKw;

    private boolean on;
    private double consumedKwh;

    private HeatPump(Type type, double ratedKw) {
        this.type = type;
        this.ratedKw = ratedKw;
    }

    /** The type: what a site file and the register maps can say of a heat pump. */
    static final class Type implements DeviceType {

        @Override
        public String name() {
            return "heat_pump";
        }

        @Override
        public List<Point> points() {
            return List.of(Point.measurement("electrical_power", "kW"), Point.counter("consumed_energy", "kWh"));
        }

        @Override
        public List<CommandPoint> commands() {
            return List.of(CommandPoint.oneOf("on_off", 0, 1));
        }

        @Override
        public Device create(String id, Settings settings, RandomStreams streams) {
            return new HeatPump(this, settings.number("rated_kw").above(0).orElse(4.0));
        }
    }

    @Override
    public DeviceType type() {
        return type;
    }

    @Override
    public double[] initialCommands() {
        return new double[] {0};
    }

    @Override
    public void start(Environment environment) {
        // a heat pump this simple does not care for the weather
    }

    @Override
    public void command(int command, double value) {
        on = value == 1;
    }

    @Override
    public void step(Environment environment, double dt) {
        consumedKwh -= activePowerKw() * dt / 3600;
    }

    @Override
    public double activePowerKw() {
        return on ? -ratedKw : 0;
    }

    @Override
    public void publish(double[] frame, int offset) {
        frame[offset] = -activePowerKw();
        frame[offset + 1] = consumedKwh;
    }

    @Override
    public Optional<String> arrange(String point, double value) {
        return Optional.of("nothing of a heat pump can be set");
    }

    @Override
    public void exchange(State state) {
        on = state.flag("on", on);
        consumedKwh = state.number("consumed_kwh", consumedKwh);
    }
}
