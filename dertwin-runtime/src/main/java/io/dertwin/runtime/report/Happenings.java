package io.dertwin.runtime.report;

import io.dertwin.runtime.engine.Engine;
import io.dertwin.runtime.engine.Lapse;
import io.dertwin.runtime.engine.Plant;
import io.dertwin.runtime.fault.FaultRegistry;
import io.dertwin.runtime.fault.FaultStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Remembers what befell a site, also when it is over: grid events, weather, faults, and written values that have run out. The
 * oldest are forgotten when there are too many.
 *
 * <pre>{@code
 * Happenings happenings = new Happenings(engine, faults);
 * engine.advance(600, () -> false);
 * happenings.list().forEach(one -> System.out.println(one.begin() + " " + one.label()));
 * }</pre>
 */
public final class Happenings implements Engine.Observer {

    /** How many are kept of those that are over. */
    static final int CAPACITY = 1000;

    /** How often to look for what ends by itself; what somebody adds or takes away is noticed at once. */
    private static final double LOOK_EVERY_SECONDS = 1;

    private final Engine engine;
    private final FaultRegistry faults;

    /** What follows is touched between two ticks only, which makes it one thread's at a time. */
    private final List<Happening> past = new ArrayList<>();

    private final Map<Object, Happening> present = new LinkedHashMap<>();
    private final Plant plant;
    private double seenTime = Double.NEGATIVE_INFINITY;
    private double nextLook = Double.NEGATIVE_INFINITY;
    private long seenChanges;
    private long lapses;

    /** Begins to look. */
    public Happenings(Engine engine, FaultRegistry faults) {
        this.engine = engine;
        this.faults = faults;
        this.plant = engine.plant();
        engine.observe(this);
    }

    @Override
    public void published(double time) {
        if (time < seenTime) {
            forgetFrom(time);
        }
        if (time >= nextLook || changes() != seenChanges || plant.hasLapses()) {
            look(time);
        }
        seenTime = time;
    }

    private long changes() {
        return plant.environment().events().changes() + faults.changes();
    }

    private void look(double time) {
        nextLook = time + LOOK_EVERY_SECONDS;
        seenChanges = changes();
        Map<Object, Happening> found = found(time);
        present.forEach((key, happening) -> {
            if (!found.containsKey(key)) {
                end(happening);
            }
        });
        present.keySet().retainAll(found.keySet());
        found.forEach((key, happening) -> present.merge(key, happening, (known, now) -> known.endingAt(now.end())));
        plant.takeLapses().forEach(lapse -> remember(happening(lapse)));
    }

    /** What there is now, also what has not begun yet or is over, by what tells one from another. */
    private Map<Object, Happening> found(double time) {
        Map<Object, Happening> found = new LinkedHashMap<>();
        plant.environment()
                .events()
                .numbered()
                .forEach((number, event) ->
                        found.put(number, Descriptions.of(number, event).beginningAt(seenTime)));
        for (FaultStatus status : faults.listAt(time)) {
            // by what it says rather than by the fault itself, which would be kept for as long as nobody looks
            Happening described = Descriptions.of(status.fault());
            Happening happening = described.beginningAt(seenTime);
            boolean over = status.state() == FaultStatus.State.OVER;
            found.put(described, over ? happening.endingAt(time) : happening);
        }
        return found;
    }

    /** Somebody has taken it away since the last tick. */
    private void end(Happening happening) {
        if (happening.begin() <= seenTime) {
            remember(happening.endingAt(seenTime));
        }
    }

    private Happening happening(Lapse lapse) {
        return Descriptions.of(lapse, ++lapses, plant.time() - plant.stepSeconds());
    }

    private void remember(Happening happening) {
        if (past.size() == CAPACITY) {
            past.remove(0);
        }
        past.add(happening);
    }

    /** The site has gone back to a time: what happened from then on has not happened. */
    private void forgetFrom(double time) {
        past.removeIf(one -> one.begin() >= time || one.end() > time);
        present.clear();
        seenTime = Double.NEGATIVE_INFINITY;
        nextLook = Double.NEGATIVE_INFINITY;
    }

    /** What has begun so far, in the order in which it did. */
    public List<Happening> list() {
        return engine.between(current -> {
            look(current.time());
            return Stream.concat(past.stream(), present.values().stream())
                    .filter(one -> one.begin() <= current.time())
                    .sorted(Comparator.comparingDouble(Happening::begin))
                    .toList();
        });
    }

    /** Forgets everything up to now. */
    public void clear() {
        engine.between(current -> {
            past.clear();
            present.clear();
            return null;
        });
    }
}
