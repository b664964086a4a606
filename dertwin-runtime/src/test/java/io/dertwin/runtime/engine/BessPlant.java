package io.dertwin.runtime.engine;

import io.dertwin.runtime.device.bess.BessType;
import io.dertwin.runtime.environment.EnvironmentSettings;
import io.dertwin.runtime.random.RandomStreams;
import io.dertwin.runtime.settings.Node;
import io.dertwin.runtime.settings.Problems;
import io.dertwin.runtime.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plant of one battery, {@code bess-1}, with steps of 100 ms. */
public final class BessPlant {

    public static final int START_STOP = 0;
    public static final int SETPOINT = 1;
    public static final int UPPER_LIMIT_1 = 4;
    public static final int UPPER_LIMIT_2 = 5;

    public static final int POWER = 5;
    public static final int FAULT_CODE = 20;
    public static final int ON_GRID_POWER = 23;
    public static final int PERMITTED_PERCENT = 24;

    private BessPlant() {}

    public static Engine engine() {
        RandomStreams streams = new RandomStreams(0);
        Settings settings = Settings.of("test", new Node.Mapping(1, Map.of()), new Problems());
        return new Engine(new Plant(
                0,
                0.1,
                EnvironmentSettings.environment(Optional.empty(), streams),
                EnvironmentSettings.balance(Optional.empty()),
                List.of(new Plant.NamedDevice("bess-1", new BessType().create("bess-1", settings, streams)))));
    }
}
