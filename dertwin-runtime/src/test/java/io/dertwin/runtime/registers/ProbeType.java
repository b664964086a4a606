package io.dertwin.runtime.registers;

import io.dertwin.runtime.device.CommandPoint;
import io.dertwin.runtime.device.Device;
import io.dertwin.runtime.device.DeviceType;
import io.dertwin.runtime.device.Point;
import io.dertwin.runtime.device.PowerDevice;
import io.dertwin.runtime.environment.Environment;
import io.dertwin.runtime.random.RandomStreams;
import io.dertwin.runtime.settings.Settings;
import io.dertwin.runtime.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A device made for registers: {@code level}, {@code total} and {@code flag} report what the command of the same name
 * with {@code set_} was told, and each of many {@code stamp} points the number of the tick, spread over all words.
 */
final class ProbeType implements DeviceType {

    static final int STAMPS = 60;

    /** A tick's stamp changes in both words at every tick. */
    static double stamp(double tick) {
        return (tick * 65_537) % 2_000_000_011.0;
    }

    @Override
    public String name() {
        return "probe";
    }

    @Override
    public List<Point> points() {
        List<Point> points = new ArrayList<>(
                List.of(Point.measurement("level", "m"), Point.counter("total", "m3"), Point.state("flag")));
        IntStream.range(0, STAMPS).forEach(i -> points.add(Point.measurement("stamp_" + i, "")));
        return points;
    }

    @Override
    public List<CommandPoint> commands() {
        return List.of(
                CommandPoint.any("set_level", "m"),
                CommandPoint.any("set_total", "m3"),
                CommandPoint.any("set_flag", ""),
                CommandPoint.oneOf("mode", 1, 2, 3),
                CommandPoint.momentary("reset"),
                CommandPoint.between("low", "", 0, 100),
                CommandPoint.between("high", "", 0, 100));
    }

    @Override
    public Optional<String> conflict(double[] values) {
        return values[5] <= values[6] ? Optional.empty() : Optional.of("low must not be above high");
    }

    @Override
    public Device create(String id, Settings settings, RandomStreams streams) {
        return new Probe();
    }

    private final class Probe implements PowerDevice {

        private final double[] told = initialCommands();
        private long ticks;

        @Override
        public DeviceType type() {
            return ProbeType.this;
        }

        @Override
        public double[] initialCommands() {
            return new double[] {0, 0, 0, 1, 0, 10, 90};
        }

        @Override
        public void start(Environment environment) {}

        @Override
        public void command(int command, double value) {
            told[command] = value;
        }

        @Override
        public void step(Environment environment, double dt) {
            ticks++;
        }

        @Override
        public double activePowerKw() {
            return 0;
        }

        @Override
        public void publish(double[] frame, int offset) {
            frame[offset] = told[0];
            frame[offset + 1] = told[1];
            frame[offset + 2] = told[2];
            for (int i = 0; i < STAMPS; i++) {
                frame[offset + 3 + i] = stamp(ticks);
            }
        }

        @Override
        public Optional<String> arrange(String point, double value) {
            if (!point.equals("level")) {
                return Optional.of("only the level can be set");
            }
            told[0] = value;
            return Optional.empty();
        }

        @Override
        public void exchange(State state) {
            state.numbers("told", told);
            ticks = state.integer("ticks", ticks);
        }
    }
}
