package io.dertwin.runtime.engine;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeSet;

/** What is to be done between two ticks when the site's time has come to an instant. Used under the engine's lock only. */
final class Agenda {

    /** A tick's time is a product of whole numbers and the step; this forgives the rounding of that product. */
    private static final double TOLERANCE = 1e-6;

    private final TreeSet<Item> items = new TreeSet<>();
    private final Map<Object, Item> ofOwners = new IdentityHashMap<>();

    private long added;

    /** What is added is done no sooner than this; while things are being done, that is after the present tick. */
    private double earliest = Double.NEGATIVE_INFINITY;

    /** Something to do, in order of time, and at one time in the order in which it was added. */
    private record Item(double time, long number, Object owner, Runnable action) implements Comparable<Item> {

        @Override
        public int compareTo(Item other) {
            int byTime = Double.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /** Takes the place of what the owner has waited for so far. */
    void put(Object owner, double time, Runnable action) {
        remove(owner);
        Item item = new Item(Math.max(time, earliest), added++, owner, action);
        items.add(item);
        ofOwners.put(owner, item);
    }

    void remove(Object owner) {
        Item item = ofOwners.remove(owner);
        if (item != null) {
            items.remove(item);
        }
    }

    /** Does what is due. What is added meanwhile waits for the next tick at least, so that this comes to an end. */
    void runDue(double now) {
        if (isRunning() || !isDue(now)) {
            return;
        }
        earliest = Math.nextUp(now + TOLERANCE);
        try {
            while (isDue(now)) {
                Item next = items.first();
                remove(next.owner());
                next.action().run();
            }
        } finally {
            earliest = Double.NEGATIVE_INFINITY;
        }
    }

    private boolean isDue(double now) {
        return !items.isEmpty() && items.first().time() <= now + TOLERANCE;
    }

    private boolean isRunning() {
        return earliest > Double.NEGATIVE_INFINITY;
    }
}
