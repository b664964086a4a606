package io.dertwin.runtime.modbus.transport;

import java.util.PriorityQueue;

/** What is to happen later on the loop's thread. Not for other threads. */
final class Timers {

    private final PriorityQueue<Timer> queue = new PriorityQueue<>();

    /** Something that is to happen at a time. */
    static final class Timer implements Comparable<Timer> {

        private final long dueNanos;
        private final Runnable action;

        private Timer(long dueNanos, Runnable action) {
            this.dueNanos = dueNanos;
            this.action = action;
        }

        long dueNanos() {
            return dueNanos;
        }

        @Override
        public int compareTo(Timer other) {
            return Long.compare(dueNanos, other.dueNanos);
        }
    }

    Timer at(long dueNanos, Runnable action) {
        Timer timer = new Timer(dueNanos, action);
        queue.add(timer);
        return timer;
    }

    void cancel(Timer timer) {
        queue.remove(timer);
    }

    /** The time of the first one, or {@link Framing#NEVER}. */
    long nextNanos() {
        Timer next = queue.peek();
        return next == null ? Framing.NEVER : next.dueNanos;
    }

    /** Takes the action of a timer that is due; {@code null} if none is. */
    Runnable pollDue(long nowNanos) {
        return nextNanos() <= nowNanos ? queue.remove().action : null;
    }
}
