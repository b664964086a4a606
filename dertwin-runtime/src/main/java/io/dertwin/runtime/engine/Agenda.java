package io.dertwin.runtime.engine;

import java.util.PriorityQueue;

/** What is to be done between two ticks when the site's time has come to an instant. Used under the engine's lock only. */
final class Agenda {

    /** A tick's time is a product of whole numbers and the step; this forgives the rounding of that product. */
    private static final double TOLERANCE = 1e-6;

    private final PriorityQueue<Item> items = new PriorityQueue<>();

    private long added;

    /** What is added is done no sooner than this; while things are being done, that is after the present tick. */
    private double earliest = Double.NEGATIVE_INFINITY;

    /** Something to do, in order of time, and at one time in the order in which it was added. */
    private record Item(double time, long number, Runnable action) implements Comparable<Item> {

        @Override
        public int compareTo(Item other) {
            int byTime = Double.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    void add(double time, Runnable action) {
        items.add(new Item(Math.max(time, earliest), added++, action));
    }

    /** Does what is due. What is added meanwhile waits for the next tick at least, so that this comes to an end. */
    void runDue(double now) {
        if (isRunning() || !isDue(now)) {
            return;
        }
        earliest = Math.nextUp(now + TOLERANCE);
        try {
            while (isDue(now)) {
                items.remove().action().run();
            }
        } finally {
            earliest = Double.NEGATIVE_INFINITY;
        }
    }

    private boolean isDue(double now) {
        Item next = items.peek();
        return next != null && next.time() <= now + TOLERANCE;
    }

    private boolean isRunning() {
        return earliest > Double.NEGATIVE_INFINITY;
    }
}
