package io.dertwin.runtime.registers;

import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.runtime.device.DeviceType;
import io.dertwin.runtime.device.DeviceTypes;
import io.dertwin.runtime.engine.Engine;
import io.dertwin.runtime.engine.Plant;
import io.dertwin.runtime.environment.EnvironmentSettings;
import io.dertwin.runtime.random.RandomStreams;
import io.dertwin.runtime.settings.Node;
import io.dertwin.runtime.settings.Problems;
import io.dertwin.runtime.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our maps against those of DER Twin (Python), which are kept here as they are there. */
class CompatibleMapsTest {

    private static final Path THEIRS =
            Path.of("src", "test", "resources", "compat", "dertwin", "configs", "register_maps");

    private static final String MAPS = """
            bess, bess_modbus.yaml, 31
            inverter, pv_inverter_modbus.yaml, 16
            chp, chp_modbus.yaml, 33
            energy_meter, energy_meter_modbus.yaml, 32
            """;

    @ParameterizedTest
    @CsvSource(textBlock = MAPS)
    void should_have_the_same_registers(String type, String file, int count) {
        RegisterMap theirs = theirs(type, file);

        assertThat(wire(theirs)).hasSize(count).containsExactlyInAnyOrderElementsOf(wire(ours(type, file)));
    }

    @ParameterizedTest
    @CsvSource(textBlock = MAPS)
    void should_show_the_same_words_at_every_address(String type, String file) throws RegisterAccessException {
        try (Engine engine = engine(type)) {
            RegisterBank theirs = bank(engine, theirs(type, file));
            RegisterBank ours = bank(engine, ours(type, file));

            for (int minute = 0; minute < 3; minute++) {
                for (Table table : Table.values()) {
                    assertThat(whole(ours, table)).isEqualTo(whole(theirs, table));
                }
                engine.advance(600, () -> false);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = MAPS)
    void should_take_what_the_other_takes(String type, String file) throws RegisterAccessException {
        try (Engine engine = engine(type)) {
            RegisterBank theirs = bank(engine, theirs(type, file));
            RegisterBank ours = bank(engine, ours(type, file));

            for (Register register : theirs(type, file).registers()) {
                if (register.direction() == Direction.WRITE) {
                    for (int value : new int[] {0, 1, 2, 50, 300, 65_535}) {
                        int[] words = new int[register.count()];
                        words[words.length - 1] = value;
                        assertThat(answer(ours, register, words))
                                .as("%s := %s", register.name(), value)
                                .isEqualTo(answer(theirs, register, words));
                    }
                    assertThat(whole(ours, register.table())).isEqualTo(whole(theirs, register.table()));
                }
            }
        }
    }

    /** What is seen of a map on the wire: not its words, not its order. */
    private static List<Register> wire(RegisterMap map) {
        return map.registers().stream()
                .map(register -> new Register(
                        register.name(),
                        register.internalName(),
                        register.table(),
                        register.direction(),
                        register.address(),
                        register.count(),
                        register.encoding(),
                        register.constant(),
                        "",
                        register.direction() == Direction.READ ? Map.of() : unnamed(register.options()),
                        "",
                        0))
                .toList();
    }

    private static Map<Long, String> unnamed(Map<Long, String> options) {
        return options.keySet().stream().collect(Collectors.toMap(key -> key, key -> ""));
    }

    private static String answer(RegisterBank bank, Register register, int[] words) {
        try {
            bank.write(register.table(), register.address(), register.count(), words);
            return "ok";
        } catch (RegisterAccessException e) {
            return e.reason().name();
        }
    }

    private static int[] whole(RegisterBank bank, Table table) throws RegisterAccessException {
        int[] words = new int[RegisterLayout.ADDRESSES];
        bank.read(table, 0, words.length, words);
        return words;
    }

    private static RegisterMap theirs(String type, String file) {
        return RegisterMaps.read(THEIRS.resolve(file), type(type));
    }

    private static RegisterMap ours(String type, String file) {
        return RegisterMaps.readBuiltIn(file, type(type));
    }

    private static RegisterBank bank(Engine engine, RegisterMap map) {
        DeviceType type = engine.plant().devices().get(0).type();
        return new DeviceRegisters(
                new RegisterLayout(map, type), engine.plant().devices().get(0), engine.frames(), false);
    }

    private static Engine engine(String type) {
        RandomStreams streams = new RandomStreams(1);
        Settings nothing = Settings.of("site", new Node.Mapping(1, Map.of()), new Problems());
        return new Engine(new Plant(
                12 * 3600,
                0.1,
                EnvironmentSettings.environment(Optional.empty(), streams),
                EnvironmentSettings.balance(Optional.empty()),
                List.of(new Plant.NamedDevice(type, type(type).create(type, nothing, streams)))));
    }

    private static DeviceType type(String name) {
        return DeviceTypes.standard().named(name).orElseThrow();
    }
}
