package io.dertwin.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the pages show is what the build compiles, runs or loads: a block is written there first, and then quoted. Some pages have
 * a test of their own, which takes the blocks from them.
 */
class EveryDocumentTest {

    private static final Set<String> LANGUAGES = Set.of("java", "xml", "yaml", "json", "groovy", "kotlin");

    private static final String TESTED =
            "(dertwin-[a-z-]+/src/test|it/src|examples|configs|register-maps|\\.github/workflows)/.*(?<!\\.md)";
    private static final String RUN = "(\\.ci|\\.github/workflows|it/src|dertwin-[a-z-]+/src/test)/.*";

    private static final String RUNTIME_TESTS = "dertwin-runtime/src/test/java/io/dertwin/runtime/";

    /** The tests that take the blocks of a language from a page. */
    private static final Map<String, String> TAKEN = Map.of(
            "docs/faults.md json", RUNTIME_TESTS + "fault/FaultDocumentationTest.java",
            "docs/register-maps.md yaml", RUNTIME_TESTS + "registers/RegisterMapDocumentationTest.java");

    /** Loads every site, on whatever page. */
    private static final String TAKES_SITES = RUNTIME_TESTS + "DocumentationTest.java";

    /** Benchmarks take their time, and run on demand. */
    private static final Set<String> COMMANDS_ON_DEMAND = Set.of("docs/benchmarks.md");

    /** The tests that run a command in pieces. */
    private static final Map<String, String> RUN_BY =
            Map.of("mvn dertwin:run", "it/src/test/java/io/dertwin/it/RunGoalIT.java");

    private final ProjectFiles project = ProjectFiles.read();

    EveryDocumentTest() throws IOException {}

    @TestFactory
    Stream<DynamicTest> should_show_only_what_is_tested() {
        return project.snippets()
                .filter(snippet -> LANGUAGES.contains(snippet.language()))
                .filter(snippet -> !isTaken(snippet))
                .map(snippet -> DynamicTest.dynamicTest(snippet.place(), () -> checkThatItIsTested(snippet)));
    }

    @TestFactory
    Stream<DynamicTest> should_show_only_commands_that_are_run() {
        return project.snippets()
                .filter(snippet -> !COMMANDS_ON_DEMAND.contains(snippet.page()))
                .flatMap(snippet -> snippet.commands().stream()
                        .filter(command -> command.matches("(mvn|docker) .*"))
                        .filter(command -> !RUN_BY.containsKey(command))
                        .map(command -> DynamicTest.dynamicTest(
                                snippet.place() + " " + command, () -> checkThatItIsRun(snippet, command))));
    }

    @Test
    void should_be_right_about_the_tests_that_take_their_blocks_from_a_page() {
        TAKEN.forEach((taken, test) -> {
            String page = taken.substring(taken.indexOf('/') + 1, taken.indexOf(' '));
            assertThat(project.lines().get(test)).as(test).anyMatch(line -> line.contains(page));
        });
        RUN_BY.forEach((command, test) -> {
            String goal = command.substring(command.lastIndexOf(' ') + 1);
            assertThat(project.lines().get(test)).as(test).anyMatch(line -> line.contains(goal));
        });
        assertThat(project.lines().get(TAKES_SITES)).anyMatch(line -> line.contains("contains(\"assets\")"));
    }

    private static boolean isTaken(Snippet snippet) {
        boolean site = Set.of("json", "yaml").contains(snippet.language())
                && snippet.lines().stream().anyMatch(line -> line.contains("assets"));
        return site || TAKEN.containsKey(snippet.page() + " " + snippet.language());
    }

    private void checkThatItIsTested(Snippet snippet) {
        if (project.matching(TESTED).noneMatch(snippet::standsIn)) {
            fail(snippet.place() + " shows what is nowhere compiled, run or loaded: \""
                    + snippet.lines().get(0).strip() + "\" …"
                    + "\nWrite it into a test, an example or a build of it/ first, and then quote it from there:"
                    + " the same lines one after the other, up to common indentation.");
        }
    }

    private void checkThatItIsRun(Snippet snippet, String command) {
        Pattern withMoreOptions = Pattern.compile(Arrays.stream(command.split("\\s+"))
                .map(Pattern::quote)
                .collect(Collectors.joining("(\\s.*)?\\s", ".*", "(\\s.*)?")));
        if (project.matching(RUN)
                .flatMap(lines -> lines.stream())
                .noneMatch(line -> withMoreOptions.matcher(line).matches())) {
            fail(snippet.place() + " shows a command that nothing runs: " + command
                    + "\nRun it in .ci/run, in a workflow, in a test or in a build of it/, with other options between its words"
                    + " if need be.");
        }
    }
}
