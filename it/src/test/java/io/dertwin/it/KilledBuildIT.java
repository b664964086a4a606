package io.dertwin.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Container;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;

/** A build that gets no chance to stop anything. */
class KilledBuildIT {

    private static final String PLUGIN = "io.dertwin:dertwin-maven-plugin:" + System.getProperty("it.version") + ":";
    private static final String IMAGE = System.getProperty("dertwin.image");
    private static final long MOST_SECONDS = 5;

    private static final String POM = """
            <project>
              <modelVersion>4.0.0</modelVersion>
              <groupId>com.example</groupId>
              <artifactId>killed</artifactId>
              <version>1</version>
              <packaging>pom</packaging>
            </project>
            """;

    @TempDir
    private Path project;

    /** The goal start leaves a site in the background, and then the goal run keeps another in the foreground. */
    @Test
    @Timeout(120)
    void should_take_its_sites_with_it_within_five_seconds() throws Exception {
        Files.writeString(project.resolve("pom.xml"), POM);
        Files.writeString(project.resolve("site.yaml"), "{site_name: killed, assets: []}");
        Process build = maven(PLUGIN + "start", PLUGIN + "run");
        List<ProcessHandle> sites = twoSitesOf(build);

        build.destroyForcibly().waitFor();

        for (ProcessHandle site : sites) {
            site.onExit().get(MOST_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Test
    @NeedsDocker
    @Timeout(120)
    void should_take_its_container_with_it_within_five_seconds() throws Exception {
        Files.writeString(project.resolve("pom.xml"), POM);
        Files.writeString(project.resolve("site.yaml"), "{site_name: killed, assets: []}");
        Process build = maven("-Ddertwin.backend=docker", "-Ddertwin.image=" + IMAGE, PLUGIN + "start", PLUGIN + "run");
        await(build, () -> Files.exists(project.resolve("target/dertwin/site.properties")));
        assertThat(containers()).hasSize(1);

        build.destroyForcibly().waitFor();

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (!containers().isEmpty()) {
            assertThat(System.nanoTime())
                    .as("nanoseconds when it is still there")
                    .isLessThan(deadline);
        }
    }

    private static List<Container> containers() {
        return DockerClientFactory.lazyClient()
                .listContainersCmd()
                .withShowAll(true)
                .withAncestorFilter(List.of(IMAGE))
                .withLabelFilter(Map.of("io.dertwin.started-by", "dertwin-maven-plugin"))
                .exec();
    }

    /** Both run in JVMs that Maven's own has started. */
    private List<ProcessHandle> twoSitesOf(Process build) throws InterruptedException {
        await(build, () -> sitesOf(build).size() == 2);
        return sitesOf(build);
    }

    private static List<ProcessHandle> sitesOf(Process build) {
        return build.descendants().filter(KilledBuildIT::isSite).toList();
    }

    private void await(Process build, BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            assertThat(build.waitFor(50, TimeUnit.MILLISECONDS))
                    .as(() -> "the build ended early: " + MavenBuild.of(project).log())
                    .isFalse();
        }
    }

    private static boolean isSite(ProcessHandle process) {
        return process.info()
                .commandLine()
                .filter(line -> line.contains("dertwin-runtime"))
                .isPresent();
    }

    private Process maven(String... goals) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("-Ddertwin.site=" + project.resolve("site.yaml"), "-Ddertwin.randomPorts=true"));
        arguments.addAll(List.of(goals));
        return MavenBuild.of(project).start(arguments.toArray(String[]::new));
    }
}
