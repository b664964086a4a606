package io.dertwin.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Holds docs/plugin.md against what Maven is told of the plugin. */
class PluginDocumentTest {

    private static final Path PAGE = Path.of("..", "docs", "plugin.md");

    static List<Element> goals() throws Exception {
        try (InputStream descriptor = PluginDocumentTest.class.getResourceAsStream("/META-INF/maven/plugin.xml")) {
            return elements(
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(descriptor)
                            .getDocumentElement(),
                    "mojo");
        }
    }

    @ParameterizedTest
    @MethodSource("goals")
    void should_list_every_goal_with_its_phase(Element goal) throws Exception {
        String phase = text(goal, "phase").map(name -> "`" + name + "`").orElse("");

        assertThat(row("| `" + name(goal) + "` |")).startsWith(("| `" + name(goal) + "` | " + phase).strip());
    }

    @ParameterizedTest
    @MethodSource("goals")
    void should_list_every_parameter_with_its_goals(Element goal) throws Exception {
        for (Element parameter : elements(goal, "parameter")) {
            String name = text(parameter, "name").orElseThrow();
            if (isOurs(goal, parameter)) {
                assertThat(row("| `" + name + "` | `dertwin." + name))
                        .as("%s of %s", name, name(goal))
                        .contains("`" + name(goal) + "`");
            }
        }
    }

    /** Not Maven's own, not those by which other plugins are skipped, and not those of the generated goal. */
    private static boolean isOurs(Element goal, Element parameter) {
        return text(parameter, "editable").filter("true"::equals).isPresent()
                && !text(parameter, "name").orElseThrow().matches("skip.+")
                && !name(goal).equals("help");
    }

    private static String row(String start) throws Exception {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow(() -> new AssertionError(PAGE + " has no row that starts with " + start));
    }

    private static String name(Element goal) {
        return text(goal, "goal").orElseThrow();
    }

    private static Optional<String> text(Element parent, String tag) {
        return elements(parent, tag).stream().findFirst().map(Element::getTextContent);
    }

    private static List<Element> elements(Element parent, String tag) {
        NodeList found = parent.getElementsByTagName(tag);
        return IntStream.range(0, found.getLength())
                .mapToObj(index -> (Element) found.item(index))
                .toList();
    }
}
