package io.dertwin.runtime.registers;

import io.dertwin.runtime.device.CommandPoint;
import io.dertwin.runtime.device.Point;
import io.dertwin.runtime.engine.CommandRefusedException;
import io.dertwin.runtime.engine.Engine;
import io.dertwin.runtime.engine.Plant;
import io.dertwin.runtime.engine.PlantDevice;
import io.dertwin.runtime.environment.EnvironmentSettings;
import io.dertwin.runtime.random.RandomStreams;
import io.dertwin.runtime.settings.Node;
import io.dertwin.runtime.settings.Problems;
import io.dertwin.runtime.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A site of one {@link ProbeType} device, {@code probe-1}. */
final class ProbeSite {

    static final ProbeType TYPE = new ProbeType();

    private ProbeSite() {}

    static Engine engine() {
        RandomStreams streams = new RandomStreams(0);
        Settings nothing = Settings.of("probe", new Node.Mapping(1, Map.of()), new Problems());
        return new Engine(new Plant(
                0,
                0.1,
                EnvironmentSettings.environment(Optional.empty(), streams),
                EnvironmentSettings.balance(Optional.empty()),
                List.of(new Plant.NamedDevice("probe-1", TYPE.create("probe-1", nothing, streams)))));
    }

    static void command(Engine engine, Map<String, Double> values) throws CommandRefusedException {
        List<String> names = TYPE.commands().stream().map(CommandPoint::name).toList();
        int[] commands = values.keySet().stream().mapToInt(names::indexOf).toArray();
        double[] told = values.values().stream().mapToDouble(value -> value).toArray();
        engine.plant().devices().get(0).commands().write(commands, told);
    }

    static double telemetry(Engine engine, String point) {
        PlantDevice device = engine.plant().devices().get(0);
        List<String> names = TYPE.points().stream().map(Point::name).toList();
        return engine.frames().read(device.frameOffset() + names.indexOf(point));
    }
}
