package io.dertwin.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class PlainRunTest {

    private static final Map<String, String> NOTHING = Map.of();

    private static final List<List<String>> OPTIONS = List.of(
            List.of("-c", "sites/a site.yaml"),
            List.of("--config", "site.json"),
            List.of("--stepped"),
            List.of("--real-time"),
            List.of("--speed", "2.5"),
            List.of("--speed", "fast"),
            List.of("--control-port", "0"),
            List.of("--control-port", "x"),
            List.of("--control-bind", "0.0.0.0"),
            List.of("--port-offset", "100"),
            List.of("--port-offset", "-100"),
            List.of("--random-ports"),
            List.of("--bind", "::1"),
            List.of("--ready-file", "target/ready.json"),
            List.of("--report", "target/report.html"),
            List.of("--record", "day.csv"),
            List.of("--parent-pid", "12345678901"),
            List.of("--until-stdin-closes"),
            List.of("--max-lifetime", "PT4H"),
            List.of("--max-lifetime", "4h"),
            List.of("--until"),
            List.of("--config=site.json"),
            List.of("--nonsense"),
            List.of("--help"),
            List.of("site.json"));

    /** The one reader must not know anything better than the other. */
    @Property
    void should_read_what_it_reads_as_the_whole_command_line_does(@ForAll("arguments") List<String> arguments) {
        PlainRun.read(arguments.toArray(String[]::new), NOTHING)
                .ifPresent(options -> assertThat(options).isEqualTo(readInFull(arguments)));
    }

    @Provide
    Arbitrary<List<String>> arguments() {
        return Arbitraries.of(OPTIONS).list().ofMaxSize(8).map(chosen -> {
            List<String> arguments = new ArrayList<>(List.of("run", "-c", "site.json"));
            chosen.forEach(arguments::addAll);
            return arguments;
        });
    }

    private static RunOptions readInFull(List<String> arguments) {
        return command(arguments).options(NOTHING);
    }

    private static RunCommand command(List<String> arguments) {
        CommandLine.ParseResult result = DerTwinCommand.commandLine().parseArgs(arguments.toArray(String[]::new));
        return (RunCommand) result.subcommand().commandSpec().userObject();
    }

    @ParameterizedTest
    @CsvSource({
        "DERTWIN_STEPPED, yes, 'DERTWIN_STEPPED must be true or false, but is \"yes\"'",
        "RTU_BRIDGE_BASE_PORT, first, 'RTU_BRIDGE_BASE_PORT must be a port, but is \"first\"'"
    })
    void should_take_what_is_wrong_in_the_environment_for_wrong_use(String name, String value, String message) {
        RunCommand command = command(List.of("run", "-c", "site.json"));

        assertThatThrownBy(() -> command.options(Map.of(name, value)))
                .isInstanceOf(CommandLine.ParameterException.class)
                .hasMessage(message);
    }

    @Example
    void should_be_stepped_if_arguments_and_environment_both_say_so() {
        RunOptions options =
                command(List.of("run", "-c", "site.json", "--stepped")).options(Map.of("DERTWIN_STEPPED", "true"));

        assertThat(options.clock().stepped()).isTrue();
    }

    /** What the Maven plugin, the image and most people write does without the command line's reader. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "run -c site.json",
                "run --config site.json --stepped --speed 60 --control-port 0 --control-bind 0.0.0.0",
                "run -c a.json --ready-file r --parent-pid 7 --until-stdin-closes --max-lifetime PT4H --random-ports",
                "run -c a.json --report r.html --record v.csv",
                "run -c a.yaml --real-time --port-offset 100 --bind 127.0.0.1"
            })
    void should_read_plain_arguments(String line) {
        assertThat(PlainRun.read(line.split(" "), NOTHING)).contains(readInFull(List.of(line.split(" "))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "validate site.json",
                "run -c",
                "run -c site.json -c other.json",
                "run -c site.json --port-offset 1 --random-ports",
                "run -c site.json --port-offset -1",
                "run -c site.json --speed fast",
                "run -c site.json --max-lifetime 4h",
                "run -c site.json --help",
                "run -c=site.json",
                "run -c @arguments",
                "run @arguments",
                "run -c site.json more.json"
            })
    void should_leave_what_is_not_plain_to_the_whole_command_line(String line) {
        assertThat(PlainRun.read(line.split(" "), NOTHING)).isEmpty();
    }

    @Example
    void should_take_from_the_environment_what_the_arguments_do_not_say() {
        Map<String, String> environment = Map.of(
                "CONFIG_PATH",
                "site.json",
                "DERTWIN_STEPPED",
                "True",
                "DERTWIN_CONTROL_PORT",
                "1",
                "DERTWIN_CONTROL_BIND",
                "::",
                "DERTWIN_BIND",
                "0.0.0.0",
                "DERTWIN_READY_FILE",
                "r",
                "RTU_BRIDGE_BASE_PORT",
                "7000");
        String[] inFull =
                "run --config site.json --stepped --control-port 1 --control-bind :: --bind 0.0.0.0 --ready-file r"
                        .split(" ");

        assertThat(PlainRun.read(new String[] {"run"}, environment))
                .isEqualTo(PlainRun.read(inFull, Map.of("RTU_BRIDGE_BASE_PORT", "7000")))
                .isPresent();
        assertThat(PlainRun.read(inFull, environment))
                .isEqualTo(PlainRun.read(inFull, Map.of("RTU_BRIDGE_BASE_PORT", "7000")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DERTWIN_CONTROL_PORT=x", "DERTWIN_CONTROL_PORT=", "DERTWIN_STEPPED=yes", "DERTWIN_BIND="})
    void should_leave_what_is_wrong_in_the_environment_to_the_whole_command_line(String variable) {
        String[] parts = variable.split("=", 2);

        assertThat(PlainRun.read(new String[] {"run", "-c", "site.json"}, Map.of(parts[0], parts[1])))
                .isEmpty();
    }
}
