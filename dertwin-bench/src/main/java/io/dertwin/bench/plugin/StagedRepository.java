package io.dertwin.bench.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A local repository that has what has been built here; everything else it takes from the user's own, or the network. */
record StagedRepository(Path folder, String version) {

    /** From the working directory, which is the project's. */
    static StagedRepository stage(Path folder) throws IOException {
        StagedRepository repository = new StagedRepository(folder, ownVersion());
        repository.put("dertwin-parent", Path.of("pom.xml"), ".pom");
        for (String module : new String[] {"dertwin-client", "dertwin-runtime", "dertwin-maven-plugin"}) {
            repository.put(module, Path.of(module, "pom.xml"), ".pom");
            repository.put(module, Path.of(module, "target", module + "-" + repository.version + ".jar"), ".jar");
        }
        repository.put("dertwin-runtime", Path.of("dertwin-runtime", "target", "dertwin.jar"), "-app.jar");
        return repository;
    }

    /** The first in the file is the project's own. */
    private static String ownVersion() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        int start = pom.indexOf("<version>") + "<version>".length();
        return pom.substring(start, pom.indexOf("</version>", start));
    }

    private void put(String artifact, Path file, String suffix) throws IOException {
        Path target = folder.resolve("io/dertwin").resolve(artifact).resolve(version);
        Files.createDirectories(target);
        Files.copy(file, target.resolve(artifact + "-" + version + suffix), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Settings for a build with this repository. */
    Path writeSettings(Path file) throws IOException {
        Path own = Path.of(System.getProperty(
                "maven.repo.local",
                Path.of(System.getProperty("user.home"), ".m2", "repository").toString()));
        return Files.writeString(file, """
                <settings>
                  <profiles>
                    <profile>
                      <id>own</id>
                      <repositories>
                        <repository><id>own</id><url>%1$s</url></repository>
                      </repositories>
                      <pluginRepositories>
                        <pluginRepository><id>own</id><url>%1$s</url></pluginRepository>
                      </pluginRepositories>
                    </profile>
                  </profiles>
                  <activeProfiles><activeProfile>own</activeProfile></activeProfiles>
                </settings>
                """.formatted(own.toUri()));
    }
}
