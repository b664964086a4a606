package io.dertwin.runtime.fault;

import io.dertwin.runtime.engine.Disturbance;
import io.dertwin.runtime.engine.Engine;
import io.dertwin.runtime.engine.Plant;
import io.dertwin.runtime.fault.FaultKind.InTheDevice;
import io.dertwin.runtime.random.RandomStreams;
import io.dertwin.runtime.registers.RegisterBank;
import io.dertwin.runtime.state.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The faults of a site. They come and go between two steps, so that a test that injects one and then advances gets the same
 * run every time. Safe for use by any thread.
 *
 * <pre>{@code
 * var slow = new Fault("slow", "meter", new FaultKind.Delay(800, 0), FaultScope.EVERYTHING, FaultTiming.ALWAYS);
 * faults.add(List.of(slow));
 * }</pre>
 */
public final class FaultRegistry {

    private static final String DISTURBANCE = "fault ";

    /** Every request is held against each of its device's. */
    private static final int MOST_FAULTS = 1000;

    /** What comes so soon is of the present tick. */
    private static final double SAME_INSTANT_SECONDS = 1e-6;

    private final Engine engine;
    private final RandomStreams streams;
    private final FaultCheck check;
    private final List<FaultTarget> targets = new CopyOnWriteArrayList<>();
    /** Touched between two steps only, which makes it one thread's at a time. */
    private final Map<String, ActiveFault> faults = new LinkedHashMap<>();

    private final Map<String, Integer> numbers = new HashMap<>();

    private long changes;
    private volatile boolean everUsed;

    /**
     * @param streams the site's, from which every fault draws its own chances
     */
    public FaultRegistry(Engine engine, RandomStreams streams) {
        this.engine = engine;
        this.streams = streams;
        this.check = new FaultCheck(engine.plant().devices(), targets);
        engine.include("faults", this::exchange);
    }

    /** Lets faults befall a device where its requests come in. */
    public FaultTarget attach(String device, RegisterBank bank) {
        FaultTarget target = new FaultTarget(
                this, device, bank, engine.frames(), engine.plant().stepSeconds());
        targets.add(target);
        if (everUsed) {
            engine.between(plant -> {
                faults.values().stream()
                        .filter(fault -> fault.fault().timing().activeAt(plant.time()))
                        .forEach(this::freeze);
                publish();
                return null;
            });
        }
        return target;
    }

    void detach(FaultTarget target) {
        targets.remove(target);
    }

    /**
     * Adds faults, either all of them or none. One takes the place of another of the same id; one without an id gets one.
     *
     * @return the faults as they are now
     * @throws InvalidFaultException if one cannot be
     */
    public List<Fault> add(List<Fault> wanted) {
        return addShown(wanted).stream().map(FaultStatus::fault).toList();
    }

    /** As {@link #add}, with how the faults fare before anybody can take them away again. */
    public List<FaultStatus> addShown(List<Fault> wanted) {
        everUsed = true;
        wanted.forEach(check::require);
        wanted.forEach(check::requireBinding);
        return engine.between(plant -> {
            if (faults.size() + wanted.size() > MOST_FAULTS) {
                throw new InvalidFaultException(
                        "there are " + faults.size() + " faults already: end those that are over, or all of them");
            }
            List<FaultStatus> added = new ArrayList<>();
            Map<String, ActiveFault> before = new LinkedHashMap<>(faults);
            try {
                for (Fault fault : wanted) {
                    Fault settled = settled(fault, plant.time());
                    remove(plant, settled.id());
                    add(plant, settled);
                    added.add(faults.get(settled.id()).status(plant.time()));
                }
                return List.copyOf(added);
            } catch (InvalidFaultException e) {
                goBack(plant, before);
                throw e;
            }
        });
    }

    private void goBack(Plant plant, Map<String, ActiveFault> before) {
        List.copyOf(faults.keySet()).forEach(id -> remove(plant, id));
        faults.putAll(before);
        for (ActiveFault active : before.values()) {
            disturbance(active.fault()).ifPresent(plant::disturb);
            goOn(active);
        }
        publish();
    }

    private Fault settled(Fault fault, double now) {
        String id = fault.id().isEmpty() ? nextId(fault.kind()) : fault.id();
        FaultTiming timing = fault.timing().addedAt(now);
        if (fault.kind() instanceof FaultKind.Trip && Double.isInfinite(timing.duration())) {
            // the cause is gone after one step, and what remains is the device's own fault
            timing = timing.lasting(engine.plant().stepSeconds());
        }
        return new Fault(id, fault.device(), fault.kind(), fault.scope(), timing);
    }

    private String nextId(FaultKind kind) {
        String stem = kind.name().replace('_', '-') + "-";
        String id;
        do {
            id = stem + numbers.merge(kind.name(), 1, Integer::sum);
        } while (faults.containsKey(id));
        return id;
    }

    private void add(Plant plant, Fault fault) {
        disturbance(fault).flatMap(plant::disturb).ifPresent(refusal -> {
            throw new InvalidFaultException(
                    fault.device() + " cannot have the fault " + fault.kind().name() + ": " + refusal);
        });
        ActiveFault active = active(fault);
        faults.put(fault.id(), active);
        publish();
        double now = plant.time();
        expect(active, fault.timing().activeAt(now) ? now : fault.timing().nextStart(now));
    }

    private ActiveFault active(Fault fault) {
        return new ActiveFault(fault, streams.named("fault " + fault.id()));
    }

    private void expect(ActiveFault active, double time) {
        if (Double.isFinite(time)) {
            engine.at(active, time, () -> setIn(active, time));
        }
    }

    private static Optional<Disturbance> disturbance(Fault fault) {
        FaultTiming timing = fault.timing();
        if (fault.kind() instanceof FaultKind.Trip trip) {
            return Optional.of(new Disturbance(
                    DISTURBANCE + fault.id(),
                    fault.device(),
                    "fault_code",
                    trip.code(),
                    timing.start(),
                    timing.end(),
                    Double.NaN));
        }
        if (fault.kind() instanceof FaultKind.Derate derate) {
            return Optional.of(new Disturbance(
                    DISTURBANCE + fault.id(),
                    fault.device(),
                    "permitted_power_percent",
                    derate.percent(),
                    timing.start(),
                    timing.end(),
                    100));
        }
        return Optional.empty();
    }

    /** Called when the fault's time has come, and again each time that it does. */
    private void setIn(ActiveFault active, double time) {
        active.setIn(time);
        if (active.kind() instanceof FaultKind.CommunicationLoss) {
            targetsOf(active.fault()).forEach(FaultTarget::hangUp);
        }
        freeze(active);
        expect(active, nextTime(active.fault(), time));
    }

    /** The times at which its time comes are a grid; those that a tick has stepped over are left out. */
    private double nextTime(Fault fault, double time) {
        double now = Math.max(time, engine.plant().time()) + SAME_INSTANT_SECONDS;
        double nextStart = fault.timing().nextStart(now);
        if (fault.kind() instanceof FaultKind.Stale stale) {
            double refresh = FaultTiming.next(time, stale.refreshSeconds(), now);
            return fault.timing().activeAt(refresh) ? refresh : nextStart;
        }
        return nextStart;
    }

    private void freeze(ActiveFault fault) {
        if (fault.kind().freezes()) {
            fault.freeze(FrozenRegisters.of(fault, targetsOf(fault.fault())));
        }
    }

    private List<FaultTarget> targetsOf(Fault fault) {
        return targets.stream()
                .filter(target -> target.device().equals(fault.device()))
                .toList();
    }

    /**
     * Ends a fault.
     *
     * @return whether there was one
     */
    public boolean remove(String id) {
        return engine.between(plant -> {
            boolean removed = remove(plant, id);
            publish();
            return removed;
        });
    }

    private boolean remove(Plant plant, String id) {
        plant.undisturb(DISTURBANCE + id);
        ActiveFault removed = faults.remove(id);
        if (removed != null) {
            engine.cancel(removed);
        }
        return removed != null;
    }

    /** Ends all faults; those to come are numbered from the start, so that they draw the same chances again. */
    public void clear() {
        engine.between(plant -> {
            List.copyOf(faults.keySet()).forEach(id -> remove(plant, id));
            numbers.clear();
            publish();
            return null;
        });
    }

    /** The faults there are, also those whose time is up, in the order in which they were added. */
    public List<FaultStatus> list() {
        return engine.between(plant -> listAt(plant.time()));
    }

    /** As {@link #list}, for those who are between two ticks already. */
    public List<FaultStatus> listAt(double time) {
        return faults.values().stream().map(fault -> fault.status(time)).toList();
    }

    /** How often faults were added or taken away; for those who are between two ticks. */
    public long changes() {
        return changes;
    }

    /**
     * All faults with what became of them, as a part of a snapshot. What trips and derates devices is the plant's to restore;
     * here it is only known again.
     */
    private void exchange(State state) {
        State counts = state.section("numbers");
        for (String kind : FaultKinds.names()) {
            numbers.put(kind, (int) counts.integer(kind, numbers.getOrDefault(kind, 0)));
        }
        long count = state.integer("count", faults.size());
        if (state.isRecording()) {
            int number = 0;
            for (ActiveFault active : faults.values()) {
                State part = state.section(String.valueOf(number++));
                part.text("fault", active.text());
                exchange(active, part);
            }
            return;
        }
        if (count > MOST_FAULTS) {
            throw new IllegalArgumentException("it has " + count + " faults, and there can be " + MOST_FAULTS);
        }
        faults.values().forEach(engine::cancel);
        faults.clear();
        for (long number = 0; number < count; number++) {
            restore(state.section(String.valueOf(number)));
        }
        publish();
    }

    private void restore(State part) {
        Fault fault = FaultReader.readBack(part.text("fault", ""));
        check.require(fault);
        everUsed = true;
        ActiveFault active = active(fault);
        exchange(active, part);
        faults.put(fault.id(), active);
        goOn(active);
    }

    /** Waits for what is next for a fault that has been there before. */
    private void goOn(ActiveFault active) {
        double setInAt = active.setInAt();
        boolean isNew = Double.isNaN(setInAt);
        expect(
                active,
                isNew ? active.fault().timing().nextStart(engine.plant().time()) : nextTime(active.fault(), setInAt));
    }

    private void exchange(ActiveFault active, State part) {
        active.exchange(part);
        if (active.kind().freezes() && !Double.isNaN(active.setInAt())) {
            active.freeze(FrozenRegisters.exchange(active.frozen(), targetsOf(active.fault()), part.section("frozen")));
        }
    }

    private void publish() {
        changes++;
        for (FaultTarget target : targets) {
            target.set(faults.values().stream()
                    .filter(fault -> fault.fault().device().equals(target.device()))
                    .filter(fault -> !(fault.kind() instanceof InTheDevice)
                            || fault.kind() instanceof FaultKind.CommunicationLoss)
                    .toList());
        }
    }
}
