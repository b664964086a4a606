package io.dertwin.bench.modbus;

import io.dertwin.bench.modbus.LoadGenerator.Round;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Requests per second of a site with its journal on, of the transport alone, of the servers of two Modbus libraries, and of an
 * echo server: the ceiling. Each is a process of its own. They take turns, so that what else the machine does meets all alike, and the medians are printed.
 *
 * <pre>java -cp dertwin-bench/target/benchmarks.jar io.dertwin.bench.modbus.ModbusBenchmark [rounds] [seconds]</pre>
 */
public final class ModbusBenchmark {

    private static final int[] CONNECTIONS = {1, 16, 200};
    private static final double WARM_UP_SECONDS = 8;
    private static final int ECHO_BYTES = 12;
    private static final int REPLY_BYTES = 29;

    private final int rounds;
    private final double seconds;

    private ModbusBenchmark(int rounds, double seconds) {
        this.rounds = rounds;
        this.seconds = seconds;
    }

    /** A server and what it has shown. */
    private static final class Contestant implements AutoCloseable {

        private final String name;
        private final ServedProcess server;
        private final int replyBytes;
        private final List<Round> rounds = new ArrayList<>();
        private final List<Double> processorMicros = new ArrayList<>();

        Contestant(String name, int replyBytes, String... server) throws IOException {
            this.name = name;
            this.server = ServedProcess.start(ServedModbus.class, server);
            this.replyBytes = replyBytes;
        }

        void measure(int connections, double seconds) throws IOException {
            try (LoadGenerator load = new LoadGenerator(server.address(), connections, replyBytes)) {
                load.measure(seconds / 10);
                long before = server.processorTime().toNanos();
                Round round = load.measure(seconds);
                double usedMicros = (server.processorTime().toNanos() - before) / 1000.0;
                rounds.add(round);
                processorMicros.add(usedMicros / (round.requestsPerSecond() * seconds));
            }
        }

        double median(ToDoubleFunction<Round> figure) {
            return ModbusBenchmark.median(
                    rounds.stream().mapToDouble(figure).sorted().toArray());
        }

        double medianProcessorMicros() {
            return ModbusBenchmark.median(processorMicros.stream()
                    .mapToDouble(micros -> micros)
                    .sorted()
                    .toArray());
        }

        @Override
        public void close() {
            server.close();
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 9;
        double seconds = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 2;
        new ModbusBenchmark(rounds, seconds).run();
    }

    private void run() throws IOException, InterruptedException {
        try (Contestant echo = new Contestant("echo", ECHO_BYTES, "echo");
                Contestant transport = new Contestant("transport", REPLY_BYTES, "transport");
                Contestant site = new Contestant("site", REPLY_BYTES, "site", "1");
                Contestant digitalpetri = new Contestant("digitalpetri", REPLY_BYTES, "digitalpetri");
                Contestant j2mod = new Contestant("j2mod", REPLY_BYTES, "j2mod")) {
            List<Contestant> all = List.of(echo, transport, site, digitalpetri, j2mod);
            for (Contestant one : all) {
                one.measure(16, WARM_UP_SECONDS);
            }
            System.out.println(
                    "| connections | server | requests/s | of echo | p50 µs | p99 µs | of echo | server CPU µs |");
            System.out.println("|---|---|---|---|---|---|---|---|");
            for (int connections : CONNECTIONS) {
                compare(all, connections);
            }
        }
    }

    private void compare(List<Contestant> all, int connections) throws IOException, InterruptedException {
        Processors.assign(all.stream().map(one -> one.server.pid()).toList(), connections > 1);
        all.forEach(one -> {
            one.rounds.clear();
            one.processorMicros.clear();
        });
        for (int round = 0; round < rounds; round++) {
            for (Contestant one : all) {
                one.measure(connections, seconds);
            }
        }
        Contestant ceiling = all.get(0);
        for (Contestant one : all) {
            print(connections, one, ceiling);
        }
    }

    private static void print(int connections, Contestant one, Contestant ceiling) {
        double rate = one.median(Round::requestsPerSecond);
        double p99 = one.median(Round::p99Micros);
        System.out.printf(
                Locale.ROOT,
                "| %d | %s | %.0f | %.0f %% | %.1f | %.1f | %.2f× | %.2f |%n",
                connections,
                one.name,
                rate,
                100 * rate / ceiling.median(Round::requestsPerSecond),
                one.median(Round::p50Micros),
                p99,
                p99 / ceiling.median(Round::p99Micros),
                one.medianProcessorMicros());
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }
}
