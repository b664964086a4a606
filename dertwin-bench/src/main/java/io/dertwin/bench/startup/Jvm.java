package io.dertwin.bench.startup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM, and what it is told.
 *
 * @param java the launcher
 * @param feature the JDK's version, such as 17
 * @param name as the table shows it
 * @param options its options
 */
record Jvm(Path java, int feature, String name, List<String> options) {

    private static final int FIRST_WITH_AOT_CACHE = 25;

    /** What the Maven plugin and the image tell every JVM. */
    private static final List<String> LIGHT =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");

    static Jvm in(Path home) throws IOException {
        Path java = home.resolve("bin").resolve("java");
        Process process = new ProcessBuilder(java.toString(), "-XshowSettings:properties", "-version")
                .redirectErrorStream(true)
                .start();
        String settings = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int feature = settings.lines()
                .filter(line -> line.contains("java.specification.version = "))
                .map(line -> line.substring(line.indexOf('=') + 1).trim())
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElseThrow(() -> new IOException("there is no JDK in " + home));
        return new Jvm(java, feature, "JDK " + feature, List.of());
    }

    /** The same with the options of plugin and image. */
    Jvm light() {
        return with("light", LIGHT);
    }

    /** Whether it can keep more than classes. */
    boolean hasAotCache() {
        return feature >= FIRST_WITH_AOT_CACHE;
    }

    Jvm with(String variant, List<String> more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(more);
        return new Jvm(java, feature, name + ", " + variant, all);
    }

    /** A command line. */
    List<String> command(List<String> program) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(options);
        command.addAll(program);
        return command;
    }
}
