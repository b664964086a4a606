package io.dertwin.bench;

import io.dertwin.client.DerTwin;
import io.dertwin.client.DerTwinClient;
import io.dertwin.runtime.control.ControlServer;
import io.dertwin.runtime.site.Site;
import io.dertwin.runtime.site.Stepper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How long a day of the full site takes that is advanced over HTTP, beside the same day advanced by a call in this JVM. By
 * turns, so that both meet the same machine.
 */
public final class HttpAdvance {

    private static final Duration DAY = Duration.ofHours(24);
    private static final int WARM_UPS = 2;
    private static final int ROUNDS = 5;

    private HttpAdvance() {}

    public static void main(String[] arguments) throws IOException {
        InetSocketAddress anywhere = new InetSocketAddress("127.0.0.1", 0);
        try (Site near = Sites.recordedFull();
                Site far = Sites.recordedFull();
                ControlServer control = ControlServer.start(far, anywhere, Optional.empty(), "bench");
                DerTwin client = DerTwinClient.connect(
                        URI.create("http://127.0.0.1:" + control.address().getPort()))) {
            Stepper.Plan day = Stepper.Plan.steps(near.steps(DAY));
            Figures called = new Figures();
            Figures asked = new Figures();
            for (int round = -WARM_UPS; round < ROUNDS; round++) {
                double callMillis = millis(() -> near.stepper().advance(day, () -> false));
                double requestMillis = millis(() -> client.clock().advance(DAY));
                if (round >= 0) {
                    called.add(callMillis);
                    asked.add(requestMillis);
                }
            }
            System.out.printf("%d steps of the full site, warm, min / median / max of %d%n", near.steps(DAY), ROUNDS);
            System.out.printf("called in this JVM, ms: %s%n", called);
            System.out.printf("asked for over HTTP, ms: %s%n", asked);
            System.out.printf(Locale.ROOT, "HTTP to call, median: %.2f%n", asked.medianShare(called));
        }
    }

    private static double millis(Runnable task) {
        long begin = System.nanoTime();
        task.run();
        return (System.nanoTime() - begin) / 1e6;
    }
}
