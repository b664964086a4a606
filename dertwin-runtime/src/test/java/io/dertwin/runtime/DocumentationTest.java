package io.dertwin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.dertwin.runtime.site.SiteReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Site files that the documentation shows are site files that load. */
class DocumentationTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern BLOCK =
            Pattern.compile("^```(json|yaml)\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

    @TempDir
    private Path folder;

    @TestFactory
    List<DynamicTest> should_load_every_site_that_the_documentation_shows() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path page : pages()) {
            Matcher block = BLOCK.matcher(Files.readString(page));
            while (block.find()) {
                String language = block.group(1);
                String text = block.group(2);
                if (text.contains("assets")) {
                    String name = page.getFileName() + " " + (tests.size() + 1) + "." + language;
                    tests.add(DynamicTest.dynamicTest(name, () -> load(name.replace(' ', '-'), text)));
                }
            }
        }
        assertThat(tests).isNotEmpty();
        return tests;
    }

    private void load(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        assertThat(SiteReader.read(file).assets()).isNotEmpty();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"));
                Stream<Path> root = Files.list(ROOT)) {
            return Stream.concat(docs, root)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
