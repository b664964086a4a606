package io.dertwin.runtime.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dertwin.runtime.state.RecordedState;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Owns a plant and its time: one thread at a time computes ticks, each tick's state is published at once, and what others
 * want to do to the plant happens between two ticks. Safe for use by any thread; nobody waits for longer than a tick.
 */
public final class Engine {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Plant plant;
    private final Frames frames;
    private final ReentrantLock ticking = new ReentrantLock();
    private final AtomicBoolean advancing = new AtomicBoolean();
    private final ConcurrentLinkedQueue<FutureTask<?>> tasks = new ConcurrentLinkedQueue<>();

    public Engine(Plant plant) {
        this.plant = plant;
        this.frames = new Frames(plant.layout().size());
        publish();
    }

    /** The site's state as of the last tick. */
    public Frames frames() {
        return frames;
    }

    /** What of the plant never changes: its devices, their places and ports. */
    public Plant plant() {
        return plant;
    }

    /**
     * Computes up to {@code steps} ticks as fast as the machine can, on the calling thread.
     *
     * @param stop asked after every tick, once it is published; true ends the advance
     * @return how many ticks were computed
     * @throws AdvanceInProgressException if another advance is under way
     */
    public long advance(long steps, BooleanSupplier stop) {
        if (!advancing.compareAndSet(false, true)) {
            throw new AdvanceInProgressException();
        }
        try {
            return tick(steps, stop);
        } finally {
            advancing.set(false);
        }
    }

    private long tick(long steps, BooleanSupplier stop) {
        long done = 0;
        ticking.lock();
        try {
            while (done < steps) {
                plant.tick();
                publish();
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

    /** The whole state of the plant as JSON. */
    public String snapshot() {
        return between(current -> {
            ObjectNode tree = JSON.createObjectNode();
            current.exchange(RecordedState.recording(tree));
            return tree.toString();
        });
    }

    /** Puts the plant into the state of a snapshot; refused before anything has changed if it is not one of this plant. */
    public void restore(String snapshot) {
        between(current -> {
            ObjectNode before = JSON.createObjectNode();
            current.exchange(RecordedState.recording(before));
            try {
                current.exchange(RecordedState.restoring(JSON.readTree(snapshot)));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("the snapshot is not JSON: " + e.getOriginalMessage(), e);
            } catch (IllegalArgumentException e) {
                current.exchange(RecordedState.restoring(before));
                throw e;
            }
            return null;
        });
    }

    private void publish() {
        plant.publish(frames.begin());
        frames.publish();
    }

    private void runTasks() {
        FutureTask<?> task = tasks.poll();
        while (task != null) {
            task.run();
            task = tasks.poll();
        }
    }

    /** Whoever leaves the plant looks once more for tasks, so that none is left lying between two threads. */
    private void runTasksIfIdle() {
        while (!tasks.isEmpty() && ticking.tryLock()) {
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
