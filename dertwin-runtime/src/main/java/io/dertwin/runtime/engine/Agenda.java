package io.dertwin.runtime.engine;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What is to be done between two ticks when the site's time has come to an instant. Used under the engine's lock only. */
final class Agenda {

    /** A tick's time is a product of whole numbers and the step; this forgives the rounding of that product. */
    private static final double TOLERANCE = 1e-6;

    private final PriorityQueue<Item> items =
            new PriorityQueue<>(Comparator.comparingDouble(Item::time).thenComparingLong(Item::number));

    private long added;

    private record Item(double time, long number, Runnable action) {}

    void add(double time, Runnable action) {
        items.add(new Item(time, added++, action));
    }

    void runDue(double now) {
        Item next = items.peek();
        while (next != null && next.time() <= now + TOLERANCE) {
            items.remove();
            next.action().run();
            next = items.peek();
        }
    }
}
