package io.dertwin.runtime.registers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dertwin.runtime.device.DeviceType;
import io.dertwin.runtime.device.bess.BessType;
import io.dertwin.runtime.engine.Engine;
import io.dertwin.runtime.engine.Plant;
import io.dertwin.runtime.environment.EnvironmentSettings;
import io.dertwin.runtime.random.RandomStreams;
import io.dertwin.runtime.settings.InvalidFileException;
import io.dertwin.runtime.settings.Node;
import io.dertwin.runtime.settings.Problem;
import io.dertwin.runtime.settings.Problems;
import io.dertwin.runtime.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What docs/register-maps.md shows is what happens. */
class RegisterMapDocumentationTest {

    private static final DeviceType BESS = new BessType();
    private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

    private final String page = page();
    private final Engine engine = engine();
    private final RegisterBank bank =
            bank(RegisterMaps.read("acme.yaml", example().getBytes(UTF_8), BESS));

    @AfterEach
    void close() {
        engine.close();
    }

    @ParameterizedTest
    @CsvSource({
        "HOLDING_REGISTER, 0, 3, 4163 6D65 0000",
        "INPUT_REGISTER, 100, 1, 01F4",
        "INPUT_REGISTER, 105, 1, FFFF",
        "HOLDING_REGISTER, 200, 4, 0002 0000 0000 0050"
    })
    void should_answer_as_the_table_says(Table table, int address, int count, String words)
            throws RegisterAccessException {
        assertThat(page)
                .contains("address " + address + ", " + count + " register")
                .contains("`" + words + "`");
        assertThat(hex(read(table, address, count))).isEqualTo(words);
    }

    @Test
    void should_charge_after_the_writes_that_the_page_shows() throws RegisterAccessException {
        bank.write(Table.HOLDING_REGISTER, 201, 2, new int[] {0xC1A0, 0});
        bank.write(Table.HOLDING_REGISTER, 200, 1, new int[] {1});

        engine.advance(100, () -> false);

        assertThat(hex(read(Table.INPUT_REGISTER, 101, 2))).isEqualTo(hex(new int[] {-20_000 & 0xFFFF, 0xFFFF}));
        assertThat(read(Table.DISCRETE_INPUT, 0, 1)).containsExactly(1);
    }

    @ParameterizedTest
    @CsvSource({"big, big, 1122 3344", "little, big, 3344 1122", "big, little, 2211 4433", "little, little, 4433 2211"})
    void should_order_words_and_bytes_as_the_table_says(String endian, String byteOrder, String words)
            throws RegisterAccessException {
        String map = "registers: [{name: x, value: 0x11223344, func: 3, address: 0, type: uint32, endian: " + endian
                + ", byte_order: " + byteOrder + "}]";
        int[] read = new int[2];
        bank(RegisterMaps.read("orders.yaml", map.getBytes(UTF_8), BESS)).read(Table.HOLDING_REGISTER, 0, 2, read);

        assertThat(page).contains("| `" + endian + "` | `" + byteOrder + "` | `" + words + "` |");
        assertThat(hex(read)).isEqualTo(words);
    }

    @Test
    void should_load_every_map_of_the_page() {
        List<String> maps = blocks("yaml");

        assertThat(maps).hasSize(2);
        assertThat(maps)
                .allSatisfy(map -> assertThat(RegisterMaps.read("map.yaml", map.getBytes(UTF_8), BESS)
                                .registers())
                        .isNotEmpty());
    }

    @Test
    void should_report_problems_as_the_page_shows_them() {
        String broken = """
                registers:
                - {name: soc, internal_name: system_soc, func: 4, address: 100, type: uint16,
                   adress: 1}
                - {name: soh, internal_name: system_sco, func: 4, address: 99, type: uint16}
                - {name: power, internal_name: active_power, func: 4, address: 101, type: int32, count: 1}
                - {name: volt, internal_name: service_voltage, func: 4, address: 102, type: uint16}
                """;
        List<String> problems = assertThatExceptionOfType(InvalidFileException.class)
                .isThrownBy(() -> RegisterMaps.read("acme.yaml", broken.getBytes(UTF_8), BESS))
                .actual()
                .problems()
                .stream()
                .map(Problem::toString)
                .toList();

        assertThat(blocks("")).singleElement().isEqualTo(String.join("\n", problems) + "\n");
    }

    @Test
    void should_name_every_built_in_map() {
        assertThat(RegisterMaps.builtInNames())
                .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    private String example() {
        return blocks("yaml").get(0);
    }

    private List<String> blocks(String language) {
        return BLOCK.matcher(page)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    private int[] read(Table table, int address, int count) throws RegisterAccessException {
        int[] words = new int[count];
        bank.read(table, address, count, words);
        return words;
    }

    private static String hex(int[] words) {
        return Arrays.stream(words)
                .mapToObj(word -> String.format("%04X", word))
                .collect(Collectors.joining(" "));
    }

    private RegisterBank bank(RegisterMap map) {
        return new DeviceRegisters(
                new RegisterLayout(map, BESS), engine.plant().devices().get(0), engine.frames(), false);
    }

    private static Engine engine() {
        RandomStreams streams = new RandomStreams(0);
        Settings nothing = Settings.of("site", new Node.Mapping(1, Map.of()), new Problems());
        return new Engine(new Plant(
                0,
                0.1,
                EnvironmentSettings.environment(Optional.empty(), streams),
                EnvironmentSettings.balance(Optional.empty()),
                List.of(new Plant.NamedDevice("acme", BESS.create("acme", nothing, streams)))));
    }

    private static String page() {
        try {
            return Files.readString(Path.of("..", "docs", "register-maps.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
