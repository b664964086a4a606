package io.dertwin.runtime.engine;

import java.util.PriorityQueue;

/** What is to be done between two ticks when the site's time has come to an instant. Used under the engine's lock only. */
final class Agenda {

    /** A tick's time is a product of whole numbers and the step; this forgives the rounding of that product. */
    private static final double TOLERANCE = 1e-6;

    private final PriorityQueue<Item> items = new PriorityQueue<>();

    private long added;

    /** Something to do, in order of time, and at one time in the order in which it was added. */
    private record Item(double time, long number, Runnable action) implements Comparable<Item> {

        @Override
        public int compareTo(Item other) {
            int byTime = Double.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

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
