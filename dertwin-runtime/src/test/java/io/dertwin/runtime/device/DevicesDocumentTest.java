package io.dertwin.runtime.device;

import static io.dertwin.runtime.testing.TestSettings.block;
import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.runtime.random.RandomStreams;
import io.dertwin.runtime.settings.Problems;
import io.dertwin.runtime.settings.Settings;
import io.dertwin.runtime.testing.TestSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds docs/devices.md against what the devices really read, report and take. */
class DevicesDocumentTest {

    /** With every block that a device reads, so that the keys inside are asked for. */
    private static final Map<String, Object> BLOCKS = block("soc_limits", block(), "timings", block());

    private static final String DOCUMENT = read(Path.of("..", "docs", "devices.md"));

    static List<DeviceType> types() {
        return DeviceTypes.standard().all();
    }

    @ParameterizedTest
    @MethodSource("types")
    void should_list_every_parameter(DeviceType type) {
        Settings settings = TestSettings.of(BLOCKS, new Problems());
        type.create("one", settings, new RandomStreams(0));
        String parameters = part(type, "Parameters");

        assertThat(settings.knownPaths())
                .isNotEmpty()
                .allSatisfy(path -> assertThat(parameters).contains("| `" + path + "` |"));
        assertThat(rows(parameters)).isEqualTo(settings.knownPaths().size());
    }

    @ParameterizedTest
    @MethodSource("types")
    void should_list_every_command_with_its_unit(DeviceType type) {
        String commands = part(type, "Commands");

        assertThat(type.commands())
                .allSatisfy(command ->
                        assertThat(commands).contains("| `" + command.name() + "` |" + cell(command.unit()) + "|"));
        assertThat(rows(commands)).isEqualTo(type.commands().size());
    }

    @ParameterizedTest
    @MethodSource("types")
    void should_list_every_point_with_its_unit_its_kind_and_whether_it_can_be_set(DeviceType type) {
        String points = part(type, "Points");

        assertThat(type.points()).allSatisfy(point -> {
            String kind = point.kind().name().toLowerCase(Locale.ROOT);
            String row = "| `" + point.name() + "` |" + cell(point.unit()) + "| " + kind + " |";
            assertThat(points).contains(row + (point.canBeSet() ? " " : " | "));
            assertThat(points.contains(row + " | "))
                    .as("%s is not settable", row)
                    .isEqualTo(!point.canBeSet());
        });
        assertThat(rows(points)).isEqualTo(type.points().size());
    }

    private static String cell(String unit) {
        return unit.isEmpty() ? " " : " " + unit + " ";
    }

    private static long rows(String part) {
        return part.lines().filter(line -> line.startsWith("| `")).count();
    }

    /** The text below a heading of the chapter of a type, up to the next heading. */
    private static String part(DeviceType type, String heading) {
        int chapter = after(0, ", `" + type.name() + "`\n");
        int start = after(chapter, "\n### " + heading + "\n");
        return DOCUMENT.substring(start, DOCUMENT.indexOf("\n##", start));
    }

    private static int after(int from, String text) {
        int found = DOCUMENT.indexOf(text, from);
        assertThat(found).as("'%s' in docs/devices.md", text.strip()).isNotNegative();
        return found + text.length();
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
