package io.dertwin.it;

import java.util.ArrayList;
import java.util.List;

/**
 * A block that a page of the documentation shows.
 *
 * @param page its page, from the root of the project
 * @param line the line of its first line there
 * @param language what the page says it is written in; empty if it does not
 * @param lines what it says, without common indentation
 */
record Snippet(String page, int line, String language, List<String> lines) {

    private static final String FENCE = "```";

    /** All blocks of a page. */
    static List<Snippet> of(String page, List<String> text) {
        List<Snippet> snippets = new ArrayList<>();
        for (int start = 0; start < text.size(); start++) {
            String opening = text.get(start).strip();
            if (opening.startsWith(FENCE)) {
                int end = start + 1;
                while (end < text.size() && !text.get(end).strip().equals(FENCE)) {
                    end++;
                }
                List<String> lines = withoutIndent(text.subList(start + 1, end));
                snippets.add(new Snippet(page, start + 2, opening.substring(FENCE.length()), lines));
                start = end;
            }
        }
        return snippets;
    }

    private static List<String> withoutIndent(List<String> lines) {
        return String.join("\n", lines).stripIndent().lines().toList();
    }

    /** Whether these lines stand in a text one after the other, all of them indented by the same. */
    boolean standsIn(List<String> text) {
        for (int start = 0; start + lines.size() <= text.size(); start++) {
            if (standsAt(text.subList(start, start + lines.size()))) {
                return true;
            }
        }
        return false;
    }

    private boolean standsAt(List<String> text) {
        String first = text.get(0);
        if (!first.endsWith(lines.get(0))) {
            return false;
        }
        String indent = first.substring(0, first.length() - lines.get(0).length());
        return indent.isBlank() && text.equals(indented(indent));
    }

    private List<String> indented(String indent) {
        return lines.stream().map(line -> line.isEmpty() ? line : indent + line).toList();
    }

    /** The commands that it shows, each in one line however the page breaks it. */
    List<String> commands() {
        return String.join("\n", lines)
                .replaceAll("\\s*\\\\\\n\\s*", " ")
                .lines()
                .map(command -> command.replaceFirst("^\\$ ", "")
                        .replaceFirst("\\s+#.*", "")
                        .strip())
                .filter(command -> command.matches("(mvn|java|docker|curl) .*"))
                .toList();
    }

    /** Where it is, as editors and build logs understand it. */
    String place() {
        return page + ":" + line;
    }
}
