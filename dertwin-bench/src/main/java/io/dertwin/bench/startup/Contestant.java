package io.dertwin.bench.startup;

import io.dertwin.bench.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A program in a JVM, and what its starts have shown. */
final class Contestant {

    /** A battery that is half full. */
    private static final byte[] STATE_OF_CHARGE = HexFormat.of().parseHex("0001000000050104" + "02" + "01f4");

    private static final long SETTLE_MILLIS = 300;

    private final Program program;
    private final Jvm jvm;
    private final Figures answer = new Figures();
    private final Figures health = new Figures();
    private final Figures resident = new Figures();
    private final Figures end = new Figures();

    private Contestant(Program program, Jvm jvm) {
        this.program = program;
        this.jvm = jvm;
    }

    /** A program in a JVM as it is. */
    static Contestant plain(Program program, Jvm jvm) {
        return new Contestant(program, jvm);
    }

    /** A program in a JVM that has kept the classes of a rehearsal. */
    static Contestant withClassArchive(Program program, Jvm jvm, Path folder) throws IOException, InterruptedException {
        Path archive = folder.resolve(program + "-" + jvm.feature() + ".jsa");
        rehearse(program, jvm.with("", List.of("-XX:ArchiveClassesAtExit=" + archive)), folder);
        return new Contestant(program, jvm.with("class archive", List.of("-XX:SharedArchiveFile=" + archive)));
    }

    /** A program in a JVM that has kept all that it can of a rehearsal. */
    static Contestant withAotCache(Program program, Jvm jvm, Path folder) throws IOException, InterruptedException {
        Path cache = folder.resolve(program + "-" + jvm.feature() + ".aot");
        rehearse(program, jvm.with("", List.of("-XX:AOTCacheOutput=" + cache)), folder);
        return new Contestant(program, jvm.with("AOT cache", List.of("-XX:AOTCache=" + cache)));
    }

    private static void rehearse(Program program, Jvm jvm, Path folder) throws IOException, InterruptedException {
        if (program == Program.BARE) {
            new Contestant(program, jvm).measure(folder);
            return;
        }
        Path log = folder.resolve("rehearsal.log");
        Process process = new ProcessBuilder(jvm.command(List.of("-jar", Program.JAR.toString(), "rehearse")))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("the rehearsal has failed: " + Files.readString(log));
        }
    }

    /** Starts and ends it once. */
    void measure(Path folder) throws IOException, InterruptedException {
        Program.Launch launch = program.launch(folder);
        Path log = folder.resolve("start.log");
        try (StartedProcess process = StartedProcess.start(jvm.command(launch.arguments()), log)) {
            answer.add(process.millisToAnswer(launch.port(), expected()));
            if (launch.controlPort().isPresent()) {
                health.add(process.millisToHealth(launch.controlPort().getAsInt()));
            }
            Thread.sleep(SETTLE_MILLIS);
            resident.add(process.residentMegabytes());
            end.add(process.millisToEnd());
        }
    }

    private byte[] expected() {
        return program == Program.BARE ? StartedProcess.REQUEST : STATE_OF_CHARGE;
    }

    /** A line of the table. */
    String describe(Contestant floor) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.1f× | %s | %s | %s |",
                jvm.name(),
                program.text(),
                answer,
                answer.medianShare(floor.answer),
                program == Program.BARE ? "" : health,
                resident,
                end);
    }
}
