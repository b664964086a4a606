package io.dertwin.bench.container;

import io.dertwin.bench.Figures;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * From {@code docker run} to the first right answer over Modbus of the site that the image has, started as the image starts
 * it and in a plain JVM, in turns; and what the image is larger than its base.
 *
 * <pre>java -cp dertwin-bench/target/benchmarks.jar io.dertwin.bench.container.ContainerStart IMAGE [rounds]</pre>
 */
public final class ContainerStart {

    private static final int ROUNDS = 11;
    private static final double BYTES_PER_MEGABYTE = 1e6;
    private static final List<String> PLAIN = List.of("-jar", "/app/dertwin.jar", "run");

    private ContainerStart() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String image = arguments[0];
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ROUNDS;
        Way asItIs = new Way("as the image starts it");
        Way plain = new Way("in a plain JVM");
        for (int round = 0; round < rounds; round++) {
            asItIs.measure(StartedContainer.run(image));
            plain.measure(StartedContainer.run(image, "java", PLAIN));
        }
        System.out.println("| site | docker run to first answer, ms: min / median / max | of that the JVM's, ms"
                + " | resident, MB |");
        System.out.println("|---|---|---|---|");
        System.out.println(asItIs.describe());
        System.out.println(plain.describe());
        describeSize(image);
    }

    private static void describeSize(String image) throws IOException, InterruptedException {
        String base = Docker.call(
                "image",
                "inspect",
                "--format",
                "{{index .Config.Labels \"org.opencontainers.image.base.name\"}}",
                image);
        double whole = megabytes(image);
        System.out.printf(
                Locale.ROOT, "%nThe image has %.0f MB, %.0f MB more than %s.%n", whole, whole - megabytes(base), base);
    }

    private static double megabytes(String image) throws IOException, InterruptedException {
        return Long.parseLong(Docker.call("image", "inspect", "--format", "{{.Size}}", image)) / BYTES_PER_MEGABYTE;
    }

    /** A way to start it, and what was measured of it. */
    private static final class Way {

        private final String name;
        private final Figures fromRun = new Figures();
        private final Figures fromStart = new Figures();
        private final Figures resident = new Figures();

        Way(String name) {
            this.name = name;
        }

        void measure(StartedContainer started) throws IOException, InterruptedException {
            try (StartedContainer container = started) {
                container.awaitAnswer();
                fromRun.add(container.millisFromRun());
                fromStart.add(container.millisFromStart());
                resident.add(container.residentMegabytes());
            }
        }

        String describe() {
            return "| " + name + " | " + fromRun + " | " + fromStart + " | " + resident + " |";
        }
    }
}
