package io.dertwin.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the pages have readers type for the simulator and its control channel does what it should. Only the ports are other ones,
 * which are free. Where a page starts no site, that of {@code configs/demo.json} is there.
 */
class PageCommandsIT {

    private static final Pattern SITE_NAME = Pattern.compile("site_name\"?: \"?([a-z-]+)");
    private static final Pattern STARTS_A_SITE = Pattern.compile("\\S*dertwin\\.jar (run|-c) .*");

    /** How curl leaves a stream, which has no end. */
    private static final int TIMED_OUT = 28;

    @TempDir
    private Path folder;

    private Process site;
    private int sites;

    @BeforeEach
    void copyWhatShips() throws IOException {
        for (String shipped : List.of("configs", "register-maps")) {
            Files.createDirectory(folder.resolve(shipped));
            try (Stream<Path> files = Files.list(ProjectFiles.ROOT.resolve(shipped))) {
                for (Path file : files.toList()) {
                    Files.copy(file, folder.resolve(shipped).resolve(file.getFileName()));
                }
            }
        }
    }

    @AfterEach
    void stopSite() throws InterruptedException {
        if (site != null) {
            site.destroy();
            assertThat(site.waitFor(10, TimeUnit.SECONDS)).isTrue();
            site = null;
        }
    }

    static List<String> pagesWithCommands() throws IOException {
        return ProjectFiles.read()
                .snippets()
                .filter(snippet -> snippet.commands().stream().anyMatch(PageCommandsIT::isOurs))
                .map(Snippet::page)
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pagesWithCommands")
    void should_do_what_the_page_says(String page) throws Exception {
        List<Snippet> snippets = ProjectFiles.read()
                .snippets()
                .filter(snippet -> snippet.page().equals(page))
                .toList();
        for (Snippet snippet : snippets) {
            writeSite(snippet);
            for (String command : snippet.commands()) {
                if (isOurs(command)) {
                    run(command, snippet.place());
                }
            }
        }
    }

    private static boolean isOurs(String command) {
        return command.contains("dertwin.jar ") || command.startsWith("curl ");
    }

    /** A site that a page shows is in the file that its commands name. */
    private void writeSite(Snippet snippet) throws IOException {
        String text = String.join("\n", snippet.lines());
        Matcher name = SITE_NAME.matcher(text);
        if (text.contains("assets") && name.find()) {
            Files.writeString(folder.resolve(name.group(1) + "." + snippet.language()), text);
        }
    }

    private void run(String command, String place) throws Exception {
        if (STARTS_A_SITE.matcher(command).find()) {
            stopSite();
            start(command);
        } else if (command.startsWith("curl ")) {
            curl(command, place);
        } else {
            expect(0, command, place);
        }
    }

    private void curl(String command, String place) throws Exception {
        if (site == null) {
            start("java -jar dertwin.jar run -c configs/demo.json --stepped");
        }
        boolean endless = command.matches("curl -[a-zA-Z]*N.*");
        String withFreePort = command.replace("localhost:55000", control().getAuthority());
        String strict = "curl --show-error --fail-with-body --write-out %{http_code} --max-time " + (endless ? 1 : 30);
        expect(endless ? TIMED_OUT : 0, withFreePort.replaceFirst("curl", strict), place);
    }

    private void expect(int exitCode, String command, String place) throws Exception {
        Path output = folder.resolve("output");
        int result = shell(command, output).waitFor();
        assertThat(result)
                .as("%s: %s%n%s", place, command, Files.readString(output))
                .isEqualTo(exitCode);
        assertThat(output).as("%s: output of %s", place, command).isNotEmptyFile();
    }

    private void start(String command) throws Exception {
        sites++;
        Path log = folder.resolve("site-" + sites + ".log");
        site = shell("exec " + command + " --random-ports --control-port 0 --ready-file " + readyFile(), log);
        while (!Files.exists(readyFile())) {
            if (site.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new AssertionError(command + " ended:\n" + Files.readString(log));
            }
        }
    }

    private Path readyFile() {
        return folder.resolve("site-" + sites + ".ready");
    }

    private URI control() throws IOException {
        return URI.create(new ObjectMapper()
                .readTree(readyFile().toFile())
                .path("control")
                .path("url")
                .asText());
    }

    private Process shell(String command, Path output) throws IOException {
        String jar = "'" + ProjectFiles.ROOT.resolve("dertwin-runtime/target/dertwin.jar") + "'";
        return new ProcessBuilder(
                        "bash",
                        "-c",
                        Pattern.compile("\\S*dertwin\\.jar").matcher(command).replaceAll(Matcher.quoteReplacement(jar)))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }
}
