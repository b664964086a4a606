package io.dertwin.bench;

import io.dertwin.runtime.engine.Engine;

/** How long the first twenty minutes of a battery take in a JVM that has just started. */
public final class ColdStart {

    private ColdStart() {}

    public static void main(String[] arguments) {
        Engine engine = Sites.battery();
        long begin = System.nanoTime();
        engine.advance(12_000, () -> false);
        System.out.printf("12000 steps of one battery, cold: %.1f ms%n", (System.nanoTime() - begin) / 1e6);
    }
}
