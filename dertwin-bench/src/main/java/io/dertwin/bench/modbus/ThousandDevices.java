package io.dertwin.bench.modbus;

import java.io.IOException;
import java.util.Locale;

/**
 * What a runtime with a thousand devices, each on a TCP port of its own, takes while its clock follows wall time.
 *
 * <pre>java -cp dertwin-bench/target/benchmarks.jar io.dertwin.bench.modbus.ThousandDevices [devices] [seconds]</pre>
 */
public final class ThousandDevices {

    private static final long SETTLE_MILLIS = 10_000;

    private ThousandDevices() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String devices = arguments.length > 0 ? arguments[0] : "1000";
        long seconds = arguments.length > 1 ? Long.parseLong(arguments[1]) : 30;
        long begin = System.nanoTime();
        try (ServedProcess site = ServedProcess.start(ServedModbus.class, "site", devices)) {
            double startSeconds = (System.nanoTime() - begin) / 1e9;
            Thread.sleep(SETTLE_MILLIS);
            double before = site.processorTime().toNanos() / 1e9;
            Thread.sleep(1000 * seconds);
            double share = (site.processorTime().toNanos() / 1e9 - before) / seconds;
            System.out.printf(
                    Locale.ROOT,
                    "%s devices: up after %.1f s, %s resident, %s threads, %.0f %% of one core%n",
                    devices,
                    startSeconds,
                    site.status("VmRSS"),
                    site.status("Threads"),
                    100 * share);
        }
    }
}
