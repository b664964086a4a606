package io.dertwin.bench.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * From the start of a process to the first right answer over Modbus, and to the control channel's health: the simple site
 * beside a server that only sends back what it gets, in a plain JVM and in one with an archive of classes or an AOT cache. All
 * take turns. Run it where {@code configs} is.
 *
 * <pre>java -cp dertwin-bench/target/benchmarks.jar io.dertwin.bench.startup.StartUp [rounds] [JDK...]</pre>
 */
public final class StartUp {

    private StartUp() {}

    /** @param arguments how many rounds, and the homes of the JDKs to start with; the one that this runs with if none */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 11;
        List<Path> homes = arguments.length > 1
                ? Stream.of(arguments).skip(1).map(Path::of).toList()
                : List.of(Path.of(System.getProperty("java.home")));
        Path folder = Files.createTempDirectory("dertwin-start-up");
        try {
            System.out.println("| JVM | program | first answer, ms: min / median / max | of bare | health, ms"
                    + " | resident, MB | end, ms |");
            System.out.println("|---|---|---|---|---|---|---|");
            for (Path home : homes) {
                compare(pairs(Jvm.in(home), folder), rounds, folder);
            }
        } finally {
            delete(folder);
        }
    }

    /** A site and its floor, in the same JVM. */
    private record Pair(Contestant bare, Contestant site) {}

    private static List<Pair> pairs(Jvm jvm, Path folder) throws IOException, InterruptedException {
        Jvm light = jvm.light();
        List<Pair> pairs = new ArrayList<>();
        pairs.add(new Pair(Contestant.plain(Program.BARE, jvm), Contestant.plain(Program.SIMPLE_SITE, jvm)));
        pairs.add(new Pair(Contestant.plain(Program.BARE, light), Contestant.plain(Program.SIMPLE_SITE, light)));
        pairs.add(new Pair(
                Contestant.withClassArchive(Program.BARE, light, folder),
                Contestant.withClassArchive(Program.SIMPLE_SITE, light, folder)));
        if (jvm.hasAotCache()) {
            pairs.add(new Pair(
                    Contestant.withAotCache(Program.BARE, light, folder),
                    Contestant.withAotCache(Program.SIMPLE_SITE, light, folder)));
        }
        return pairs;
    }

    private static void compare(List<Pair> pairs, int rounds, Path folder) throws IOException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            for (Pair pair : pairs) {
                pair.bare().measure(folder);
                pair.site().measure(folder);
            }
        }
        for (Pair pair : pairs) {
            System.out.println(pair.bare().describe(pair.bare()));
            System.out.println(pair.site().describe(pair.bare()));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
