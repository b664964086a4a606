package io.dertwin.runtime.engine;

import io.dertwin.runtime.state.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The disturbances of a site, at work and to come. Of several of one point the one with the lowest value counts. */
final class Disturbances {

    /** Every tick looks at each of them. */
    private static final int MOST = 1000;

    private final List<PlantDevice> devices;
    private final List<Disturbance> all = new ArrayList<>();

    /** What is disturbed. */
    private record Place(String device, String point) {}

    Disturbances(List<PlantDevice> devices) {
        this.devices = devices;
    }

    /**
     * Adds a disturbance, which takes hold at once if it is time for it.
     *
     * @param t simulated seconds now
     * @return why not, if the device does not take it; nothing has changed then
     */
    Optional<String> add(Disturbance disturbance, double t) {
        if (disturbance.activeAt(t)) {
            Optional<String> refusal = arrange(disturbance, disturbance.value());
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        all.removeIf(one -> one.name().equals(disturbance.name()));
        all.add(disturbance);
        apply(t);
        return Optional.empty();
    }

    /** Ends a disturbance before its time; one that is over is no matter. */
    void remove(String name, double t) {
        for (Disturbance disturbance : List.copyOf(all)) {
            if (disturbance.name().equals(name)) {
                all.remove(disturbance);
                release(disturbance, t);
            }
        }
        apply(t);
    }

    /** Called by the tick that begins at {@code t}. */
    void apply(double t) {
        if (all.isEmpty()) {
            return;
        }
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).overAt(t)) {
                release(all.remove(i), t);
            }
        }
        lowest(t).forEach(disturbance -> arrange(disturbance, disturbance.value()));
    }

    /** Of each place the one that counts. */
    private Collection<Disturbance> lowest(double t) {
        Map<Place, Disturbance> lowest = new LinkedHashMap<>();
        for (Disturbance disturbance : all) {
            if (disturbance.activeAt(t)) {
                Place place = new Place(disturbance.device(), disturbance.point());
                lowest.merge(place, disturbance, (known, other) -> other.value() < known.value() ? other : known);
            }
        }
        return lowest.values();
    }

    private void release(Disturbance disturbance, double t) {
        if (!Double.isNaN(disturbance.afterwards()) && t >= disturbance.start()) {
            arrange(disturbance, disturbance.afterwards());
        }
    }

    private Optional<String> arrange(Disturbance disturbance, double value) {
        return devices.stream()
                .filter(device -> device.id().equals(disturbance.device()))
                .findFirst()
                .map(device -> device.device().arrange(disturbance.point(), value))
                .orElseGet(() -> Optional.of("there is no device '" + disturbance.device() + "'"));
    }

    void exchange(State state) {
        if (state.isRecording()) {
            state.integer("count", all.size());
            for (int i = 0; i < all.size(); i++) {
                exchange(state.section(String.valueOf(i)), all.get(i));
            }
            return;
        }
        all.clear();
        long count = state.integer("count", 0);
        if (count > MOST) {
            throw new IllegalArgumentException(
                    "it has " + count + " disturbances of devices, and there can be " + MOST);
        }
        Disturbance none = new Disturbance("", "", "", 0, 0, 0, 0);
        for (int i = 0; i < count; i++) {
            State part = state.section(String.valueOf(i));
            Disturbance one = exchange(part, none);
            part.require("point", canBeSet(one), "one that device '" + one.device() + "' has and that can be set");
            all.add(one);
        }
    }

    private boolean canBeSet(Disturbance disturbance) {
        return devices.stream()
                .filter(device -> device.id().equals(disturbance.device()))
                .flatMap(device -> device.device().type().points().stream())
                .anyMatch(point -> point.canBeSet() && point.name().equals(disturbance.point()));
    }

    private static Disturbance exchange(State state, Disturbance one) {
        return new Disturbance(
                state.text("name", one.name()),
                state.text("device", one.device()),
                state.text("point", one.point()),
                state.number("value", one.value()),
                state.number("start", one.start()),
                state.number("end", one.end()),
                state.number("afterwards", one.afterwards()));
    }
}
