package io.dertwin.runtime.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest lapses of a site. Touched by the tick and between two ticks only. */
final class Lapses {

    private static final int MOST = 1000;

    private final Deque<Lapse> latest = new ArrayDeque<>();

    void add(Lapse lapse) {
        if (latest.size() == MOST) {
            latest.removeFirst();
        }
        latest.add(lapse);
    }

    boolean any() {
        return !latest.isEmpty();
    }

    List<Lapse> take() {
        List<Lapse> taken = List.copyOf(latest);
        latest.clear();
        return taken;
    }
}
