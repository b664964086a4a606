package io.dertwin.it;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The lines of the project's own text files by their paths from its root, with versions in place of what stands for them; not
 * what was built from them.
 */
record ProjectFiles(Map<String, List<String>> lines) {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea");

    private static final Pattern VERSION = Pattern.compile("<([a-z0-9-]+\\.version)>([^<]+)</");
    private static final Pattern STAND_IN = Pattern.compile("@([a-z0-9-]+\\.version)@");

    static ProjectFiles read() throws IOException {
        Map<String, String> versions = versions();
        Map<String, List<String>> lines = new TreeMap<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_OURS.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                try {
                    lines.put(ROOT.relativize(file).toString().replace('\\', '/'), linesOf(file, versions));
                } catch (MalformedInputException e) {
                    // no text
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return new ProjectFiles(lines);
    }

    /** Of the project and of what it uses, as the root has them. */
    private static Map<String, String> versions() throws IOException {
        Map<String, String> versions = new HashMap<>();
        Matcher matcher = VERSION.matcher(Files.readString(ROOT.resolve("pom.xml")));
        while (matcher.find()) {
            versions.put(matcher.group(1), matcher.group(2));
        }
        versions.put("project.version", System.getProperty("it.version"));
        return versions;
    }

    private static List<String> linesOf(Path file, Map<String, String> versions) throws IOException {
        return STAND_IN.matcher(Files.readString(file))
                .replaceAll(found -> Matcher.quoteReplacement(versions.getOrDefault(found.group(1), found.group())))
                .lines()
                .map(String::stripTrailing)
                .toList();
    }

    /** The lines of each file whose path matches. */
    Stream<List<String>> matching(String paths) {
        return lines.entrySet().stream()
                .filter(file -> file.getKey().matches(paths))
                .map(Map.Entry::getValue);
    }

    /** Every block of every page, in order. */
    Stream<Snippet> snippets() {
        return lines.entrySet().stream()
                .filter(file -> file.getKey().matches("([A-Z]+|docs/.*|examples/.*)\\.md"))
                .flatMap(page -> Snippet.of(page.getKey(), page.getValue()).stream());
    }
}
