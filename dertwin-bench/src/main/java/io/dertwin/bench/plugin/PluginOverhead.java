package io.dertwin.bench.plugin;

import io.dertwin.bench.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How much longer a build takes that starts and stops a site: {@code mvn verify} of a project with nothing in it, in turns with
 * the plugin and without. Run it where the project is, once everything is packaged; what it makes stays in
 * {@code dertwin-bench/target/plugin}.
 *
 * <pre>java -cp dertwin-bench/target/benchmarks.jar io.dertwin.bench.plugin.PluginOverhead [rounds]</pre>
 */
public final class PluginOverhead {

    private static final Path FOLDER = Path.of("dertwin-bench/target/plugin").toAbsolutePath();

    private final Path settings;
    private final Path repository;

    private PluginOverhead(Path settings, Path repository) {
        this.settings = settings;
        this.repository = repository;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
        StagedRepository staged = StagedRepository.stage(FOLDER.resolve("repository"));
        Path settings = staged.writeSettings(FOLDER.resolve("settings.xml"));
        Files.writeString(FOLDER.resolve("pom.xml"), pom(staged.version()));
        new PluginOverhead(settings, staged.folder()).run(rounds);
    }

    private void run(int rounds) throws IOException, InterruptedException {
        build(List.of("-Psite"));
        build(List.of("-o"));
        Figures without = new Figures();
        Figures with = new Figures();
        for (int round = 0; round < rounds; round++) {
            without.add(build(List.of("-o")));
            with.add(build(List.of("-o", "-Psite")));
        }
        System.out.printf(
                Locale.ROOT,
                "mvn verify, ms (min / median / max): %s without a site, %s with start and stop; %.0f more%n",
                without,
                with,
                with.medianExcess(without));
    }

    /** Milliseconds that a build takes. */
    private double build(List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("mvn", "-B", "-ntp", "-s", settings.toString(), "-Dmaven.repo.local=" + repository));
        command.addAll(options);
        command.add("verify");
        Path log = FOLDER.resolve("build.log");
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("the build failed; see " + log);
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    private static String pom(String version) {
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>com.example</groupId>
                  <artifactId>nothing</artifactId>
                  <version>1</version>
                  <packaging>pom</packaging>
                  <profiles>
                    <profile>
                      <id>site</id>
                      <build>
                        <plugins>
                          <plugin>
                            <groupId>io.dertwin</groupId>
                            <artifactId>dertwin-maven-plugin</artifactId>
                            <version>%s</version>
                            <configuration><site>%s</site></configuration>
                            <executions>
                              <execution><goals><goal>start</goal><goal>stop</goal></goals></execution>
                            </executions>
                          </plugin>
                        </plugins>
                      </build>
                    </profile>
                  </profiles>
                </project>
                """.formatted(version, Path.of("configs/simple.json").toAbsolutePath());
    }
}
