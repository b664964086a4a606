package io.dertwin.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SnippetTest {

    private static final String PAGE = """
            # A page

            ```java
            if (ready) {

                go();
            }
            ```

            - in a list:

              ```sh
              $ mvn verify \\
                  -Dquickstart   # all of it
              cd elsewhere
              curl -s localhost:1
              ```
            """;

    private final List<Snippet> snippets =
            Snippet.of("docs/page.md", PAGE.lines().toList());

    @Test
    void should_know_its_place_and_its_language() {
        assertThat(snippets).extracting(Snippet::place).containsExactly("docs/page.md:4", "docs/page.md:13");
        assertThat(snippets).extracting(Snippet::language).containsExactly("java", "sh");
    }

    @Test
    void should_stand_where_it_is_indented_as_a_whole() {
        assertThat(snippets.get(0).standsIn(List.of("  {", "    if (ready) {", "", "        go();", "    }", "  }")))
                .isTrue();
    }

    @Test
    void should_not_stand_where_a_line_differs_or_is_missing_or_is_indented_otherwise() {
        assertThat(snippets.get(0).standsIn(List.of("if (ready) {", "", "    stop();", "}")))
                .isFalse();
        assertThat(snippets.get(0).standsIn(List.of("if (ready) {", "    go();", "}")))
                .isFalse();
        assertThat(snippets.get(0).standsIn(List.of("    if (ready) {", "", "    go();", "    }")))
                .isFalse();
        assertThat(snippets.get(0).standsIn(List.of("else if (ready) {", "", "    go();", "}")))
                .isFalse();
    }

    @Test
    void should_read_commands_whole_and_without_comments() {
        assertThat(snippets.get(1).commands()).containsExactly("mvn verify -Dquickstart", "curl -s localhost:1");
    }
}
