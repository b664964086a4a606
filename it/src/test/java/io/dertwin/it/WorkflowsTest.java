package io.dertwin.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Workflows, ours and those that users copy, are what GitHub takes; where actionlint can be had, CI asks that as well. */
class WorkflowsTest {

    private static final String WORKFLOWS = "(\\.github/workflows|examples/github-actions)/.*\\.ya?ml";

    static Stream<String> workflows() throws IOException {
        return ProjectFiles.read().lines().keySet().stream().filter(file -> file.matches(WORKFLOWS));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void should_have_bounded_jobs_without_more_rights_than_they_need(String workflow) throws IOException {
        assertThat(load(workflow))
                .containsKeys("name", "on", "jobs")
                .containsEntry("permissions", Map.of("contents", "read"));
        assertThat(jobs(workflow))
                .isNotEmpty()
                .allSatisfy(job -> assertThat(job).containsKeys("runs-on", "timeout-minutes", "steps"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void should_use_actions_of_a_version_and_say_with_what(String workflow) throws IOException {
        assertThat(steps(workflow).filter(step -> step.containsKey("uses")))
                .isNotEmpty()
                .allSatisfy(step -> assertThat(step.get("uses").toString()).matches("[a-z-]+/[a-z-]+@v\\d+"))
                .allSatisfy(step -> assertThat(step.keySet()).isSubsetOf("uses", "with", "name", "if"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void should_call_maven_as_the_build_itself_is_called(String workflow) throws IOException {
        List<String> ours = ProjectFiles.read().lines().get(".ci/run");

        assertThat(steps(workflow)
                        .filter(step -> step.containsKey("run"))
                        .map(step -> step.get("run").toString()))
                .isNotEmpty()
                .filteredOn(command -> command.startsWith("mvn "))
                .allSatisfy(command -> assertThat(ours).contains(command));
    }

    private static Stream<Map<String, Object>> steps(String workflow) throws IOException {
        return jobs(workflow).stream().flatMap(job -> maps(job.get("steps")).stream());
    }

    private static List<Map<String, Object>> jobs(String workflow) throws IOException {
        return maps(List.copyOf(map(load(workflow).get("jobs")).values()));
    }

    private static Map<String, Object> load(String workflow) throws IOException {
        String text = String.join("\n", ProjectFiles.read().lines().get(workflow));
        return map(new Load(LoadSettings.builder().build()).loadFromString(text));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    private static List<Map<String, Object>> maps(Object nodes) {
        return ((List<?>) nodes).stream().map(WorkflowsTest::map).toList();
    }
}
