package io.dertwin.runtime.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.runtime.modbus.FaultBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/faults.md shows is what there is. */
class FaultDocumentationTest {

    private static final Pattern JSON = Pattern.compile("^```json\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern PROFILE =
            Pattern.compile("^\\| `([a-z0-9-]+)` \\| (.*?) \\| (.*?#\\d+.*?) \\|$", Pattern.MULTILINE);

    static Stream<String> examples() throws IOException {
        return JSON.matcher(page())
                .results()
                .map(block -> block.group(1))
                .flatMap(String::lines)
                .map(line -> line.replace("\"meter\"", "\"bess-1\""));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void should_take_every_example(String json) {
        assertThat(FaultFiles.problems(json)).isEmpty();
        assertThat(new FaultBench().faults.add(List.of(FaultFiles.read(json)))).hasSize(1);
    }

    @Test
    void should_show_an_example_of_every_kind() throws IOException {
        assertThat(examples().map(json -> FaultFiles.read(json).kind().name()).distinct())
                .containsExactlyInAnyOrderElementsOf(FaultKinds.names());
    }

    @Test
    void should_list_every_profile_with_its_source() throws IOException {
        assertThat(PROFILE.matcher(page()).results().map(FaultDocumentationTest::row))
                .containsExactlyElementsOf(FaultProfiles.standard().all().stream()
                        .map(profile -> List.of(profile.name(), profile.description(), profile.source()))
                        .toList());
    }

    private static List<String> row(MatchResult match) {
        return List.of(match.group(1), match.group(2), match.group(3));
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("../docs/faults.md"));
    }
}
