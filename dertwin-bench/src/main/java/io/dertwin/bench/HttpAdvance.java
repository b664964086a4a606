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
 * How long a day of the full site takes that is advanced over HTTP, beside the same day advanced by a call in this JVM,
 * and what a request for a single step costs. By turns, so that both meet the same machine.
 */
public final class HttpAdvance {

    private static final Duration DAY = Duration.ofHours(24);
    private static final int WARM_UPS = 2;
    private static final int ROUNDS = 5;
    private static final int MANY = 2000;

    private HttpAdvance() {}

    public static void main(String[] arguments) throws IOException {
        InetSocketAddress anywhere = new InetSocketAddress("127.0.0.1", 0);
        try (Site near = Sites.recordedFull();
                Site far = Sites.recordedFull();
                ControlServer control = ControlServer.start(far, anywhere, Optional.empty(), "bench");
                DerTwin client = DerTwinClient.connect(
                        URI.create("http://127.0.0.1:" + control.address().getPort()))) {
            Stepper.Plan day = Stepper.Plan.steps(near.steps(DAY));
            Stepper.Plan step = Stepper.Plan.steps(1);
            compare(
                    near.steps(DAY) + " steps of the full site at once",
                    () -> near.stepper().advance(day, () -> false),
                    () -> client.clock().advance(DAY));
            compare(
                    MANY + " times one step",
                    () -> repeat(() -> near.stepper().advance(step, () -> false)),
                    () -> repeat(() -> client.clock().advance(1L)));
        }
    }

    private static void compare(String what, Runnable call, Runnable request) {
        Figures called = new Figures();
        Figures asked = new Figures();
        for (int round = -WARM_UPS; round < ROUNDS; round++) {
            double callMillis = millis(call);
            double requestMillis = millis(request);
            if (round >= 0) {
                called.add(callMillis);
                asked.add(requestMillis);
            }
        }
        System.out.printf("%s, warm, min / median / max of %d%n", what, ROUNDS);
        System.out.printf("called in this JVM, ms: %s%n", called);
        System.out.printf("asked for over HTTP, ms: %s%n", asked);
        System.out.printf(Locale.ROOT, "HTTP to call, median: %.2f%n", asked.medianShare(called));
    }

    private static void repeat(Runnable task) {
        for (int i = 0; i < MANY; i++) {
            task.run();
        }
    }

    private static double millis(Runnable task) {
        long begin = System.nanoTime();
        task.run();
        return (System.nanoTime() - begin) / 1e6;
    }
}
