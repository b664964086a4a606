package io.dertwin.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.client.DerTwin;
import io.dertwin.client.DerTwinClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A site that is kept running in a terminal while tests are started from an IDE, which knows nothing of Maven's life cycle. */
class RunGoalIT {

    private static final String POM = """
            <project>
              <modelVersion>4.0.0</modelVersion>
              <groupId>com.example</groupId>
              <artifactId>kept-running</artifactId>
              <version>1</version>
              <packaging>pom</packaging>
              <build>
                <plugins>
                  <plugin>
                    <groupId>io.dertwin</groupId>
                    <artifactId>dertwin-maven-plugin</artifactId>
                    <version>%s</version>
                    <configuration>
                      <site>site.yaml</site>
                      <stepped>true</stepped>
                    </configuration>
                  </plugin>
                </plugins>
              </build>
            </project>
            """;

    @TempDir
    private Path project;

    @BeforeEach
    void writeSite() throws IOException {
        Files.writeString(project.resolve("site.yaml"), "{site_name: kept-running, assets: []}");
    }

    @Test
    @Timeout(120)
    void should_be_found_by_tests_for_as_long_as_it_runs() throws Exception {
        Files.writeString(project.resolve("pom.xml"), POM.formatted(System.getProperty("it.version")));

        beFoundDuring("dertwin:run", "-Ddertwin.randomPorts=true");
    }

    @Test
    @Timeout(120)
    void should_need_no_project() throws Exception {
        beFoundDuring(
                "io.dertwin:dertwin-maven-plugin:" + System.getProperty("it.version") + ":run",
                "-Ddertwin.site=site.yaml",
                "-Ddertwin.stepped=true",
                "-Ddertwin.randomPorts=true");
    }

    private void beFoundDuring(String... build) throws Exception {
        Path endpoints = project.resolve("target/dertwin/site.properties");
        MavenBuild inTerminal = MavenBuild.of(project);
        Process maven = inTerminal.start(build);
        while (!Files.exists(endpoints)) {
            assertThat(maven.waitFor(50, TimeUnit.MILLISECONDS))
                    .as(inTerminal.log())
                    .isFalse();
        }

        assertThat(siteFromBuild()).isEqualTo("kept-running");

        maven.destroy();
        assertThat(maven.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(endpoints).doesNotExist();
    }

    private String siteFromBuild() {
        String own = System.getProperty("basedir");
        System.setProperty("basedir", project.toString());
        try (DerTwin site = DerTwinClient.fromBuild()) {
            return site.siteName();
        } finally {
            System.setProperty("basedir", own);
        }
    }
}
