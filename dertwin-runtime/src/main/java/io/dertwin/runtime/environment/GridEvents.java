package io.dertwin.runtime.environment;

import io.dertwin.runtime.state.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The events of a site, past and to come. Deltas of several add up; of several overrides of the weather the last one wins. */
public final class GridEvents {

    /** Every tick looks at each of them. */
    private static final int MOST = 1000;

    private final List<GridEvent> events = new ArrayList<>();

    /** Of each event, beside it. */
    private final List<Long> numbers = new ArrayList<>();

    private long lastNumber;
    private long changes;

    /**
     * Adds an event.
     *
     * @return its number, by which it can be removed
     * @throws TooManyEventsException if there are as many as there can be
     */
    public long add(GridEvent event) {
        if (events.size() >= MOST) {
            throw new TooManyEventsException(
                    "there are " + MOST + " events already: end those that are over, or all of them");
        }
        events.add(event);
        numbers.add(++lastNumber);
        changes++;
        return lastNumber;
    }

    /**
     * Ends an event.
     *
     * @return whether there was one of this number
     */
    public boolean remove(long number) {
        int place = numbers.indexOf(number);
        if (place >= 0) {
            events.remove(place);
            numbers.remove(place);
            changes++;
        }
        return place >= 0;
    }

    public void clear() {
        events.clear();
        numbers.clear();
        changes++;
    }

    /** How often the list has changed: as long as this stays the same, so has the list. */
    public long changes() {
        return changes;
    }

    public List<GridEvent> list() {
        return List.copyOf(events);
    }

    /** The events by their numbers, in the order in which they were added. */
    public Map<Long, GridEvent> numbered() {
        Map<Long, GridEvent> numbered = new LinkedHashMap<>();
        for (int i = 0; i < events.size(); i++) {
            numbered.put(numbers.get(i), events.get(i));
        }
        return numbered;
    }

    double frequencyDelta(double t) {
        return sum(GridEvent.Kind.FREQUENCY, t);
    }

    double voltageDelta(double t) {
        return sum(GridEvent.Kind.VOLTAGE, t);
    }

    double irradianceOr(double t, double modelled) {
        return last(GridEvent.Kind.IRRADIANCE, t, modelled);
    }

    double ambientOr(double t, double modelled) {
        return last(GridEvent.Kind.AMBIENT_TEMPERATURE, t, modelled);
    }

    private double sum(GridEvent.Kind kind, double t) {
        double sum = 0;
        for (int i = 0; i < events.size(); i++) {
            GridEvent event = events.get(i);
            if (event.kind() == kind && event.activeAt(t)) {
                sum += event.deltaAt(t);
            }
        }
        return sum;
    }

    private double last(GridEvent.Kind kind, double t, double modelled) {
        for (int i = events.size() - 1; i >= 0; i--) {
            GridEvent event = events.get(i);
            if (event.kind() == kind && event.activeAt(t)) {
                return event.overrideAt(t, modelled);
            }
        }
        return modelled;
    }

    void exchange(State state) {
        lastNumber = state.integer("last_number", lastNumber);
        if (state.isRecording()) {
            state.integer("count", events.size());
            for (int i = 0; i < events.size(); i++) {
                GridEvent event = events.get(i);
                State one = state.section(String.valueOf(i));
                one.integer("number", numbers.get(i));
                one.text("kind", event.kind().name());
                one.number("magnitude", event.magnitude());
                one.text("shape", event.shape().name());
                one.number("start", event.start());
                one.number("duration", event.duration());
            }
            return;
        }
        clear();
        long count = state.integer("count", 0);
        if (count > MOST) {
            throw new IllegalArgumentException("it has " + count + " events, and there can be " + MOST);
        }
        for (int i = 0; i < count; i++) {
            State one = state.section(String.valueOf(i));
            numbers.add(one.integer("number", 0));
            events.add(new GridEvent(
                    GridEvent.Kind.valueOf(one.text("kind", "")),
                    one.number("magnitude", 0),
                    GridEvent.Shape.valueOf(one.text("shape", "")),
                    one.number("start", 0),
                    one.number("duration", 0)));
        }
    }
}
