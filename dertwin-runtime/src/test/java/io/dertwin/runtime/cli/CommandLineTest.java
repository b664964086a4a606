package io.dertwin.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {

    private static final Path CONFIGS = Path.of("../configs");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"simple.json", "demo.json", "full.json", "mixed.json"})
    void should_find_nothing_wrong_with_the_sites_that_ship(String site) {
        assertThat(execute("validate", CONFIGS.resolve(site).toString())).isZero();

        assertThat(out.toString()).contains(site + ": ok, site '");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void should_report_every_problem_of_every_file_with_exit_code_2() throws IOException {
        Path first = write("first.json", "{\"assets\":[{\"type\":\"bess\",\"capacity_kwh\":-1,\"capcity\":2}]}");
        Path second = write("second.json", "{\"step\":0}");

        assertThat(execute("validate", first.toString(), second.toString())).isEqualTo(2);

        assertThat(err.toString().lines())
                .containsExactly(
                        first + ":1: assets[0].capacity_kwh: must be greater than 0, but is -1",
                        first + ":1: assets[0].capcity: unknown key 'capcity', did you mean 'capacity_kwh'?",
                        second + ":1: step: must be greater than 0, but is 0",
                        second + ":1: assets: is missing: a site needs a list of devices",
                        "4 problems");
    }

    @Test
    void should_end_with_exit_code_2_when_a_site_to_run_is_not_there() {
        Path file = folder.resolve("nowhere.json");

        assertThat(execute("run", "-c", file.toString())).isEqualTo(2);

        assertThat(err.toString()).contains(file + ": there is no such file").doesNotContain("\tat ");
    }

    @Test
    void should_end_with_exit_code_2_and_the_usage_when_used_wrongly() {
        assertThat(execute("validate")).isEqualTo(2);
        assertThat(err.toString())
                .contains("Missing required parameter: 'SITE'")
                .contains("Usage: dertwin validate");
    }

    @Test
    void should_take_options_without_a_command_as_those_of_run() {
        assertThat(Main.withCommand(new String[] {"-c", "site.json"})).containsExactly("run", "-c", "site.json");
        assertThat(Main.withCommand(new String[] {"--version"})).containsExactly("--version");
        assertThat(Main.withCommand(new String[] {"validate", "a"})).containsExactly("validate", "a");
    }

    @Test
    void should_print_the_registers_of_a_site_as_a_table() {
        assertThat(execute("registers", CONFIGS.resolve("simple.json").toString()))
                .isZero();

        assertThat(out.toString().lines().toList())
                .anySatisfy(line -> assertThat(line.split(" {2,}"))
                        .contains("system_soc", "input register", "32002", "uint16", "0.1", "%", "read"));
    }

    @Test
    void should_print_the_registers_of_a_map_as_csv_markdown_and_json() {
        String map = "../register-maps/bess_modbus.yaml";

        assertThat(execute("registers", map, "--format", "csv")).isZero();
        assertThat(out.toString()).startsWith("device,binding,name,table,address");
        assertThat(execute("registers", map, "--format", "markdown")).isZero();
        assertThat(out.toString()).contains("| device | binding | name |").contains("| --- | --- |");
        assertThat(execute("registers", map, "--format", "json")).isZero();
        assertThat(out.toString()).contains("\"name\" : \"system_soc\"");
    }

    @Test
    void should_say_of_what_an_archive_can_be_made() {
        assertThat(execute("archive", folder.toString())).isEqualTo(1);

        assertThat(err.toString())
                .isEqualToIgnoringNewLines("an archive can be made of dertwin.jar only, not of class files");
    }

    @Test
    void should_tell_its_version() {
        assertThat(execute("--version")).isZero();
        assertThat(out.toString()).startsWith("dertwin ");
    }

    private int execute(String... arguments) {
        CommandLine commandLine = DerTwinCommand.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }
}
