package io.dertwin.runtime.environment;

import io.dertwin.runtime.state.State;
import java.util.ArrayList;
import java.util.List;

/** The events of a site, past and to come. Deltas of several add up; of several overrides of the weather the last one wins. */
public final class GridEvents {

    private final List<GridEvent> events = new ArrayList<>();

    public void add(GridEvent event) {
        events.add(event);
    }

    public void remove(GridEvent event) {
        events.remove(event);
    }

    public void clear() {
        events.clear();
    }

    public List<GridEvent> list() {
        return List.copyOf(events);
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
        if (state.isRecording()) {
            state.integer("count", events.size());
            for (int i = 0; i < events.size(); i++) {
                GridEvent event = events.get(i);
                State one = state.section(String.valueOf(i));
                one.text("kind", event.kind().name());
                one.number("magnitude", event.magnitude());
                one.text("shape", event.shape().name());
                one.number("start", event.start());
                one.number("duration", event.duration());
            }
            return;
        }
        events.clear();
        long count = state.integer("count", 0);
        for (int i = 0; i < count; i++) {
            State one = state.section(String.valueOf(i));
            events.add(new GridEvent(
                    GridEvent.Kind.valueOf(one.text("kind", "")),
                    one.number("magnitude", 0),
                    GridEvent.Shape.valueOf(one.text("shape", "")),
                    one.number("start", 0),
                    one.number("duration", 0)));
        }
    }
}
