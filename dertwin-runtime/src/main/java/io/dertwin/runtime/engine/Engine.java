package io.dertwin.runtime.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dertwin.runtime.state.RecordedState;
import io.dertwin.runtime.state.State;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Owns a plant and its time: one thread at a time computes ticks, each tick's state is published at once, and what others
 * want to do to the plant happens between two ticks. Safe for use by any thread; nobody waits for longer than a tick.
 */
public final class Engine implements AutoCloseable {

    private static final String PARTS = "parts";

    private final Plant plant;
    private final Frames frames;
    private final ReentrantLock ticking = new ReentrantLock(true);
    private final AtomicBoolean advancing = new AtomicBoolean();
    private final ConcurrentLinkedQueue<FutureTask<?>> tasks = new ConcurrentLinkedQueue<>();
    private final Agenda agenda = new Agenda();
    private final Map<String, Consumer<State>> parts = new ConcurrentSkipListMap<>();
    private final Map<String, ObjectNode> partsAtFirst = new ConcurrentHashMap<>();
    private final Following following;

    private volatile Observer[] observers = {};

    /** Starts stepped: time stands still until it is advanced. */
    public Engine(Plant plant) {
        this(plant, System::nanoTime);
    }

    Engine(Plant plant, LongSupplier nanoClock) {
        this.plant = plant;
        this.frames = new Frames(plant.layout().size());
        this.following = new Following(new Pacer(plant.stepSeconds(), this::tickWhileFollowing, nanoClock));
        publish();
    }

    /** The site's state as of the last tick. */
    public Frames frames() {
        return frames;
    }

    /** Somebody who looks at every state of the site. */
    public interface Observer {

        /**
         * A tick has been published, or another state has been gone back to. Called by whoever computes the ticks, so it
         * must be short.
         *
         * @param time simulated seconds
         */
        void published(double time);
    }

    /** Shows every state from the present one on to somebody. */
    public void observe(Observer observer) {
        between(current -> {
            observers = Stream.concat(Stream.of(observers), Stream.of(observer)).toArray(Observer[]::new);
            observer.published(current.time());
            return null;
        });
    }

    /** Stops showing states to somebody. */
    public void ignore(Observer observer) {
        between(current -> {
            observers = Stream.of(observers).filter(one -> one != observer).toArray(Observer[]::new);
            return null;
        });
    }

    /** What of the plant never changes: its devices, their places and ports. */
    public Plant plant() {
        return plant;
    }

    /**
     * Computes up to {@code steps} ticks as fast as the machine can, on the calling thread.
     *
     * @param stop asked after every tick, once it is published; true ends the advance
     * @return how many ticks were computed; fewer than asked for also if the engine has been closed meanwhile
     * @throws AdvanceInProgressException if another advance is under way
     * @throws IllegalStateException if the engine is closed
     */
    public long advance(long steps, BooleanSupplier stop) {
        following.requireOpen();
        if (!advancing.compareAndSet(false, true)) {
            throw new AdvanceInProgressException();
        }
        try {
            return tick(steps, stop);
        } finally {
            following.restart();
            advancing.set(false);
        }
    }

    /** Lets time stand still until it is advanced. */
    public void stepped() {
        stopFollowing(ClockMode.STEPPED);
    }

    /** Suspends following wall time. */
    public void pause() {
        stopFollowing(ClockMode.PAUSED);
    }

    /**
     * Lets time follow wall time.
     *
     * @param speed simulated seconds per wall second; infinity is as fast as possible
     * @throws IllegalStateException if the engine is closed
     */
    public void follow(double speed) {
        following.start(speed);
    }

    public ClockMode mode() {
        return following.mode();
    }

    /** Simulated seconds per wall second while time follows wall time. */
    public double speed() {
        return following.speed();
    }

    /** Whether time stands still for good. */
    public boolean isClosed() {
        return following.isClosed();
    }

    /** Lets time stand still for good, after the tick that is being computed; the state can still be read. */
    @Override
    public void close() {
        between(current -> {
            following.close();
            return null;
        });
    }

    private void stopFollowing(ClockMode mode) {
        between(current -> {
            following.stop(mode);
            return null;
        });
    }

    private void tickWhileFollowing() {
        ticking.lock();
        try {
            if (following.mode() == ClockMode.REALTIME) {
                plant.tick();
                publish();
                showToObservers();
                runTasks();
            }
        } finally {
            ticking.unlock();
            runTasksIfIdle();
        }
    }

    private long tick(long steps, BooleanSupplier stop) {
        long done = 0;
        ticking.lock();
        try {
            while (done < steps && !following.isClosed()) {
                plant.tick();
                publish();
                showToObservers();
                done++;
                runTasks();
                if (stop.getAsBoolean()) {
                    break;
                }
            }
        } finally {
            ticking.unlock();
            runTasksIfIdle();
        }
        return done;
    }

    /** Does something to the plant between two ticks, and publishes what has become of it. */
    public <T> T between(Function<Plant, T> action) {
        FutureTask<T> task = new FutureTask<>((Callable<T>) () -> {
            T result = action.apply(plant);
            publish();
            return result;
        });
        tasks.add(task);
        runTasksIfIdle();
        return await(task);
    }

    /**
     * Puts points of a device to values at once.
     *
     * @return why not, if the device does not take one of them; it has then kept its state
     */
    public Optional<String> arrange(PlantDevice target, Map<String, Double> values) {
        return between(current -> {
            ObjectNode before = JsonNodeFactory.instance.objectNode();
            target.device().exchange(RecordedState.recording(before));
            for (Map.Entry<String, Double> entry : values.entrySet()) {
                Optional<String> refusal = target.device().arrange(entry.getKey(), entry.getValue());
                if (refusal.isPresent()) {
                    target.device().exchange(RecordedState.restoring(before));
                    return refusal;
                }
            }
            return Optional.empty();
        });
    }

    /**
     * Does something between two ticks, as soon as the site's time has come to an instant; at once if it has.
     *
     * @param owner who wants it; what the same one has wanted before, and is still to come, is not done any more
     */
    public void at(Object owner, double time, Runnable action) {
        changeAgenda(() -> {
            agenda.put(owner, time, action);
            agenda.runDue(plant.time());
        });
    }

    /** Takes back what an owner wants to be done, if that is still to come. */
    public void cancel(Object owner) {
        changeAgenda(() -> agenda.remove(owner));
    }

    private void changeAgenda(Runnable change) {
        if (ticking.isHeldByCurrentThread()) {
            change.run();
            return;
        }
        between(current -> {
            change.run();
            return null;
        });
    }

    /**
     * Makes something outside the plant a part of every snapshot from now on, such as what a protocol remembers.
     *
     * @param part hands over its state, or takes it back; a snapshot without it leaves the part as it is
     */
    public void include(String name, Consumer<State> part) {
        ObjectNode atFirst = JsonNodeFactory.instance.objectNode();
        part.accept(RecordedState.recording(atFirst));
        partsAtFirst.put(name, atFirst);
        parts.put(name, part);
    }

    /** Takes a part out again. */
    public void exclude(String name) {
        parts.remove(name);
    }

    /** The whole state as JSON. */
    public String snapshot() {
        return between(current -> record()).toString();
    }

    /** Goes back to the state of a snapshot; refused before anything has changed if it is not one of this site. */
    public void restore(String snapshot) {
        goBackTo(parsed(snapshot));
    }

    /** As above, to what has been read already. */
    public void goBackTo(JsonNode state) {
        between(current -> {
            ObjectNode before = record();
            try {
                restore(state);
            } catch (RuntimeException e) {
                restore(before);
                throw new IllegalArgumentException(
                        "the snapshot cannot be restored, and nothing has changed: " + e.getMessage(), e);
            }
            return null;
        });
    }

    /** Long before the plant is touched: reading what may be long must not keep it waiting. */
    private static JsonNode parsed(String snapshot) {
        try {
            return new ObjectMapper().readTree(snapshot);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the snapshot is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Goes back to the beginning.
     *
     * @param fresh a plant like this one, as it is before its first tick
     */
    public void restart(Plant fresh) {
        ObjectNode beginning = JsonNodeFactory.instance.objectNode();
        fresh.exchange(RecordedState.recording(beginning));
        between(current -> {
            beginning.putObject(PARTS).setAll(partsAtFirst);
            restore(beginning);
            return null;
        });
    }

    private ObjectNode record() {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        plant.exchange(RecordedState.recording(tree));
        ObjectNode recordedParts = tree.putObject(PARTS);
        parts.forEach((name, part) -> part.accept(RecordedState.recording(recordedParts.putObject(name))));
        return tree;
    }

    private void restore(JsonNode tree) {
        plant.exchange(RecordedState.restoring(tree));
        JsonNode recordedParts = tree.path(PARTS);
        parts.forEach((name, part) -> {
            if (recordedParts.has(name)) {
                part.accept(RecordedState.restoring(recordedParts.get(name)));
            }
        });
        publish();
        showToObservers();
    }

    private void showToObservers() {
        double time = plant.time();
        for (Observer observer : observers) {
            observer.published(time);
        }
    }

    private void publish() {
        plant.publish(frames.begin());
        frames.publish();
    }

    /** Only those that are there now: however many more keep coming, the next tick is not held up. */
    private void runTasks() {
        agenda.runDue(plant.time());
        for (int left = tasks.size(); left > 0; left--) {
            FutureTask<?> task = tasks.poll();
            if (task != null) {
                task.run();
            }
        }
    }

    /**
     * Whoever leaves the plant looks once more for tasks, so that none is left lying between two threads. Who has waited to
     * compute ticks goes first, and looks for tasks himself.
     */
    private void runTasksIfIdle() {
        while (!tasks.isEmpty() && !ticking.hasQueuedThreads() && ticking.tryLock()) {
            try {
                runTasks();
            } finally {
                ticking.unlock();
            }
        }
    }

    private static <T> T await(FutureTask<T> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the engine", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
