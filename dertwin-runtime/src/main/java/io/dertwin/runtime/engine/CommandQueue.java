package io.dertwin.runtime.engine;

import io.dertwin.runtime.state.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Writes that wait for the next tick, in order of arrival. */
final class CommandQueue {

    private final ConcurrentLinkedQueue<CommandWrite> writes = new ConcurrentLinkedQueue<>();

    void add(CommandWrite write) {
        writes.add(write);
    }

    void applyAll(long tick) {
        CommandWrite write = writes.poll();
        while (write != null) {
            write.port().apply(write, tick);
            write = writes.poll();
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
            CommandWrite write = pending.get(i);
            State one = state.section(String.valueOf(i));
            one.integer("port", ports.indexOf(write.port()));
            one.numbers(
                    "commands", Arrays.stream(write.commands()).asDoubleStream().toArray());
            one.numbers("values", write.values());
        }
    }

    private void restore(State state, List<CommandPort> ports) {
        writes.clear();
        long count = state.integer("count", 0);
        for (int i = 0; i < count; i++) {
            State one = state.section(String.valueOf(i));
            CommandPort port = ports.get((int) one.integer("port", 0));
            double[] commands = one.numbers("commands", new double[0]);
            double[] values = one.numbers("values", new double[0]);
            writes.add(new CommandWrite(
                    port, Arrays.stream(commands).mapToInt(value -> (int) value).toArray(), values));
        }
    }
}
