package io.dertwin.runtime.engine;

import io.dertwin.runtime.state.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes that wait for their tick: for the next one, in order of arrival, or for a later one. */
final class CommandQueue {

    /** Each takes up memory until its tick comes, and nobody in good faith writes so much between two. */
    private static final int MOST = 100_000;

    private final ConcurrentLinkedQueue<CommandWrite> writes = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<LateWrite> late = new ConcurrentLinkedQueue<>();

    /** How many they are together, which the queues themselves know only by counting. */
    private final AtomicInteger size = new AtomicInteger();

    private record LateWrite(CommandWrite write, long tick) {}

    boolean isFull() {
        return size.get() >= MOST;
    }

    void add(CommandWrite write) {
        size.incrementAndGet();
        writes.add(write);
    }

    void add(CommandWrite write, long tick) {
        size.incrementAndGet();
        late.add(new LateWrite(write, tick));
    }

    /** What has waited for this tick comes before what was written since the last one. */
    void applyAll(long tick) {
        if (!late.isEmpty()) {
            applyLate(tick);
        }
        CommandWrite write = writes.poll();
        while (write != null) {
            size.decrementAndGet();
            write.port().apply(write, tick);
            write = writes.poll();
        }
    }

    private void applyLate(long tick) {
        for (Iterator<LateWrite> waiting = late.iterator(); waiting.hasNext(); ) {
            LateWrite one = waiting.next();
            if (one.tick() <= tick) {
                waiting.remove();
                size.decrementAndGet();
                one.write().port().applyLate(one.write(), tick);
            }
        }
    }

    void exchange(State state, List<CommandPort> ports) {
        if (state.isRecording()) {
            record(state, ports);
        } else {
            restore(state, ports);
        }
    }

    private void record(State state, List<CommandPort> ports) {
        List<CommandWrite> pending = new ArrayList<>(writes);
        state.integer("count", pending.size());
        for (int i = 0; i < pending.size(); i++) {
            record(state.section(String.valueOf(i)), pending.get(i), ports);
        }
        List<LateWrite> waiting = new ArrayList<>(late);
        state.integer("late_count", waiting.size());
        for (int i = 0; i < waiting.size(); i++) {
            State one = state.section("late_" + i);
            one.integer("tick", waiting.get(i).tick());
            record(one, waiting.get(i).write(), ports);
        }
    }

    private static void record(State state, CommandWrite write, List<CommandPort> ports) {
        state.integer("port", ports.indexOf(write.port()));
        state.numbersOfAnyCount(
                "commands", Arrays.stream(write.commands()).asDoubleStream().toArray());
        state.numbersOfAnyCount("values", write.values());
    }

    private void restore(State state, List<CommandPort> ports) {
        long count = state.integer("count", 0);
        long lateCount = state.integer("late_count", 0);
        if (count > MOST || lateCount > MOST) {
            throw new IllegalArgumentException("it has " + Math.max(count, lateCount)
                    + " writes that wait for their tick, and there can be " + MOST);
        }
        clear();
        for (int i = 0; i < count; i++) {
            add(restored(state.section(String.valueOf(i)), ports));
        }
        for (int i = 0; i < lateCount; i++) {
            State one = state.section("late_" + i);
            add(restored(one, ports), one.integer("tick", 0));
        }
    }

    private void clear() {
        while (writes.poll() != null) {
            size.decrementAndGet();
        }
        while (late.poll() != null) {
            size.decrementAndGet();
        }
    }

    private static CommandWrite restored(State state, List<CommandPort> ports) {
        long number = state.integer("port", 0);
        state.require(
                "port", number >= 0 && number < ports.size(), "the number of one of " + ports.size() + " devices");
        CommandPort port = ports.get((int) number);
        int count = port.device().type().commands().size();
        double[] commands = state.numbersOfAnyCount("commands", new double[0]);
        for (double command : commands) {
            state.require(
                    "commands",
                    command >= 0 && command < count && command == Math.rint(command),
                    "the numbers of some of " + count + " commands");
        }
        double[] values = state.numbersOfAnyCount("values", new double[0]);
        state.require("values", values.length == commands.length, "as many as its commands");
        return new CommandWrite(
                port, Arrays.stream(commands).mapToInt(value -> (int) value).toArray(), values);
    }
}
